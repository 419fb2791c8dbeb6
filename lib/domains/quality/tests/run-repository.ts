import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma, TestAnswerMade } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy } from "@/lib/tenancy/context";

export const KEPT_RUNS = 30;

export async function insertRun(
  tx: TenantTransaction,
  scope: Scope,
  run: { reason: "asked" | "knowledge_changed"; total: number },
): Promise<string> {
  const id = newId();
  await tx.testRun.create({ data: { ...ownedBy(scope), id, ...run }, select: { id: true } });
  return id;
}

export async function findRun(tx: TenantTransaction, id: string) {
  return tx.testRun.findFirst({ where: { id } });
}
export type RunRow = NonNullable<Awaited<ReturnType<typeof findRun>>>;

export async function listRuns(tx: TenantTransaction, limit: number): Promise<RunRow[]> {
  return tx.testRun.findMany({ orderBy: { id: "desc" }, take: limit });
}

/** The newest complete run. */
export async function findComplete(tx: TenantTransaction): Promise<RunRow | null> {
  return tx.testRun.findFirst({ where: { status: "complete" }, orderBy: { id: "desc" } });
}

export async function listResults(tx: TenantTransaction, runId: string) {
  return tx.testResult.findMany({ where: { runId }, orderBy: { questionId: "desc" } });
}

export type ResultRow = Awaited<ReturnType<typeof listResults>>[number];

export type NewResult = Omit<
  Prisma.TestResultUncheckedCreateInput,
  "tenantId" | "organizationId" | "lost"
>;

/** Keeps results once for each question of a run. */
export async function insertResults(
  tx: TenantTransaction,
  scope: Scope,
  results: readonly NewResult[],
): Promise<void> {
  await tx.testResult.createMany({
    data: results.map((result) => ({ ...ownedBy(scope), ...result })),
    skipDuplicates: true,
  });
}

/** Quotes in the place of a model: what they miss says nothing of the knowledge. */
const STOOD_IN: TestAnswerMade[] = ["over_budget", "model_away", "model_failed"];

/** The newest result of each question that the complete runs before another have; those that stood in are passed over. */
const newestBefore = (runId: string) =>
  ({
    where: { made: { notIn: STOOD_IN }, run: { status: "complete", id: { lt: runId } } },
    orderBy: { runId: "desc" },
    distinct: ["questionId"],
  }) satisfies Prisma.TestResultFindManyArgs;

/** What a model wrote last to some questions before a run, also in one that did not end: that was paid for, too. */
export async function findWritten(tx: TenantTransaction, runId: string, questionIds: string[]) {
  return tx.testResult.findMany({
    where: { runId: { lt: runId }, questionId: { in: questionIds }, told: { not: null } },
    select: { questionId: true, told: true, answer: true, citations: true },
    orderBy: { runId: "desc" },
    distinct: ["questionId"],
  });
}

/**
 * Marks what failed in a run and passed before, or was lost already: it stays so until it passes. Where quotes stood in for
 * a model, nothing is lost that was not before.
 */
export async function markLost(tx: TenantTransaction, runId: string): Promise<void> {
  const earlier = await tx.testResult.findMany({
    ...newestBefore(runId),
    select: { questionId: true, passed: true, lost: true },
  });
  const idsOf = (results: typeof earlier) => results.map(({ questionId }) => questionId);
  const lost = idsOf(earlier.filter((result) => result.lost));
  const passed = idsOf(earlier.filter((result) => result.passed));
  await tx.testResult.updateMany({
    where: {
      ...{ runId, passed: false },
      OR: [{ questionId: { in: lost } }, { questionId: { in: passed }, made: { notIn: STOOD_IN } }],
    },
    data: { lost: true },
  });
}

/** How many answers of each run were made in which way. */
export async function countMade(tx: TenantTransaction, runIds: readonly string[]) {
  const rows = await tx.testResult.groupBy({
    by: ["runId", "made"],
    where: { runId: { in: [...runIds] } },
    _count: { _all: true },
  });
  const made = new Map<string, Partial<Record<TestAnswerMade, number>>>();
  for (const row of rows)
    made.set(row.runId, { ...made.get(row.runId), [row.made]: row._count._all });
  return made;
}

/** Ends a run with what its results come to. */
export async function completeRun(tx: TenantTransaction, id: string): Promise<void> {
  const [total, passed, lost] = [
    await tx.testResult.count({ where: { runId: id } }),
    await tx.testResult.count({ where: { runId: id, passed: true } }),
    await tx.testResult.count({ where: { runId: id, lost: true } }),
  ];
  await tx.testRun.updateMany({
    where: { id },
    data: { total, passed, lost, status: "complete", finishedAt: new Date() },
  });
}

/** A run whose job gave up or was cancelled, or all that are left without one. */
export async function failRuns(tx: TenantTransaction, id?: string): Promise<void> {
  await tx.testRun.updateMany({
    where: { status: "running", ...(id && { id }) },
    data: { status: "failed", finishedAt: new Date() },
  });
}

/** Has a run that ended early go on. Returns false when it is not the newest, or has come to its end. */
export async function resumeRun(tx: TenantTransaction, id: string): Promise<boolean> {
  const [newest] = await listRuns(tx, 1);
  if (newest?.id !== id) return false;
  const { count } = await tx.testRun.updateMany({
    where: { id, status: { not: "complete" } },
    data: { status: "running", finishedAt: null },
  });
  return count === 1;
}

export async function pruneRuns(tx: TenantTransaction): Promise<void> {
  const kept = await tx.testRun.findMany({
    select: { id: true },
    orderBy: { id: "desc" },
    take: KEPT_RUNS,
  });
  const oldest = kept.at(-1);
  if (oldest && kept.length === KEPT_RUNS)
    await tx.testRun.deleteMany({ where: { id: { lt: oldest.id } } });
}
