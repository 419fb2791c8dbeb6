import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db/generated/client";
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

/** The newest complete run, or the one before another. */
export async function findComplete(tx: TenantTransaction, before?: string): Promise<RunRow | null> {
  return tx.testRun.findFirst({
    where: { status: "complete", ...(before && { id: { lt: before } }) },
    orderBy: { id: "desc" },
  });
}

export async function listResults(tx: TenantTransaction, runId: string) {
  return tx.testResult.findMany({ where: { runId }, orderBy: { questionId: "desc" } });
}

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

/** Marks what failed in a run and passed in the one before, or was lost there already: it stays so until it passes. */
export async function markLost(
  tx: TenantTransaction,
  runId: string,
  beforeId: string,
): Promise<void> {
  const held = await tx.testResult.findMany({
    where: { runId: beforeId, OR: [{ passed: true }, { lost: true }] },
    select: { questionId: true },
  });
  await tx.testResult.updateMany({
    where: { runId, passed: false, questionId: { in: held.map(({ questionId }) => questionId) } },
    data: { lost: true },
  });
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

/** A run whose job gave up, or all that are left without one. */
export async function failRuns(tx: TenantTransaction, id?: string): Promise<void> {
  await tx.testRun.updateMany({
    where: { status: "running", ...(id && { id }) },
    data: { status: "failed", finishedAt: new Date() },
  });
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
