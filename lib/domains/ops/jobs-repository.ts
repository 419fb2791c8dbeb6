import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import { onceCommitted, type TenantTransaction } from "@/lib/platform/db/transaction";
import { countJobEnd } from "@/lib/platform/telemetry/metrics";
import { KIND_NAMES, type JobKind } from "./job-kinds-terms";
import type { JobListQuery, JobView } from "./schema";

export const OPEN = ["queued", "running", "retrying"] satisfies JobView["status"][];

export const isOpen = (status: JobView["status"]) => OPEN.some((open) => open === status);

type JobEnd = "succeeded" | "failed" | "cancelled";

/** Which round of a job is meant: what an earlier one does late changes nothing of it. */
export interface JobRound extends Scope {
  jobId: string;
  round: number;
}

export async function findJob(tx: TenantTransaction, id: string, kinds: readonly JobKind[]) {
  return tx.job.findFirst({ where: { id, kind: { in: [...kinds] } } });
}
export type JobRow = NonNullable<Awaited<ReturnType<typeof findJob>>>;

/** One page, newest first. The cursor is the last id of the page before: ids sort by time and never change. */
export async function listJobs(
  tx: TenantTransaction,
  query: JobListQuery,
  kinds: readonly JobKind[],
): Promise<JobRow[]> {
  const createdAt: Prisma.DateTimeFilter = {
    ...(query.since && { gte: new Date(query.since) }),
    ...(query.until && { lt: new Date(query.until) }),
  };
  return tx.job.findMany({
    where: {
      kind: { in: [...kinds] },
      createdAt,
      ...(query.status && { status: { in: query.status } }),
      ...(query.cursor && { id: { lt: query.cursor } }),
    },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
}

/** Nobody else changes the job until the end of the transaction. */
export async function lockJob(tx: TenantTransaction, scope: Scope, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM job
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND id = ${id}::uuid
    FOR UPDATE`;
}

/** A step of the round begins; `attempt` counts from 0 and the job keeps the highest. Returns whether it may. */
export async function beginStep(
  tx: TenantTransaction,
  { tenantId, organizationId, jobId, round }: JobRound,
  attempt: number,
): Promise<boolean> {
  const begun = await tx.$executeRaw`
    UPDATE job SET status = 'running', attempts = greatest(attempts, ${attempt + 1}::int),
      started_at = coalesce(started_at, now()), queued_at = now()
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND id = ${jobId}::uuid AND round = ${round}::int AND status IN ('queued', 'running', 'retrying')`;
  return begun === 1;
}

/** Keeps why a step of the round failed, and whether another attempt follows. */
export async function noteStepFailure(
  tx: TenantTransaction,
  { jobId, round }: JobRound,
  failure: { stage: string; code: string; message: string; isRetried: boolean },
): Promise<void> {
  await tx.job.updateMany({
    where: { id: jobId, round, status: { in: OPEN } },
    data: {
      stage: failure.stage,
      errorCode: failure.code,
      errorMessage: failure.message,
      ...(failure.isRetried && { status: "retrying" }),
    },
  });
}

/** The round waits again: its organization is archived. */
export async function noteWaiting(
  tx: TenantTransaction,
  { jobId, round }: JobRound,
): Promise<void> {
  await tx.job.updateMany({
    where: { id: jobId, round, status: { in: OPEN } },
    data: { status: "queued" },
  });
}

/** The round as it is, which nobody else changes until the end of the transaction; null when another one followed. */
export async function lockRound(tx: TenantTransaction, run: JobRound) {
  const { jobId, round } = run;
  await lockJob(tx, run, jobId);
  return tx.job.findFirst({
    where: { id: jobId, round },
    select: { status: true, stage: true, errorCode: true, errorMessage: true },
  });
}

/** Counts jobs that this transaction ends, once it is committed. */
function countEnds(ended: readonly { kind: string }[], status: JobEnd): void {
  for (const { kind } of ended) {
    // A kind of another version of the product is no name of a series.
    const known = KIND_NAMES.find((name) => name === kind) ?? "other";
    onceCommitted(() => countJobEnd(known, status));
  }
}

/** Ends a round once: one that has ended keeps its end, and a later one is not touched. Returns whether it did. */
export async function endRound(
  tx: TenantTransaction,
  { jobId, round }: Pick<JobRound, "jobId" | "round">,
  status: JobEnd,
  error?: { code: string; message: string },
): Promise<boolean> {
  const ended = await tx.job.updateManyAndReturn({
    where: { id: jobId, round, status: { in: OPEN } },
    data: {
      status,
      finishedAt: new Date(),
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
      ...(status !== "failed" && { stage: null }),
    },
    select: { kind: true },
  });
  countEnds(ended, status);
  return ended.length === 1;
}

/** The newest job of a kind about a record. */
export async function findJobAbout(tx: TenantTransaction, kind: JobKind, subjectId: string) {
  return tx.job.findFirst({ where: { kind, subjectId }, orderBy: { id: "desc" } });
}

/** Puts a job that has failed or was cancelled in line again, in its next round. Of two at once one does. */
export async function reopenJob(tx: TenantTransaction, { id, round }: JobRow): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id, round, status: { in: ["failed", "cancelled"] } },
    data: {
      status: "queued",
      round: round + 1,
      attempts: 0,
      queuedAt: new Date(),
      startedAt: null,
      finishedAt: null,
      errorCode: null,
      errorMessage: null,
      stage: null,
    },
  });
  return count === 1;
}

const UNHEARD_AFTER_MINUTES = 10;
/** As long as an engine knows an event by its id; after that the job is failed as lost. */
const KNOWN_FOR_HOURS = 24;
const UNHEARD_AT_ONCE = 200;

/** A job as `emitJob` takes it, with the trace that it began under. */
export interface UnheardJob {
  id: string;
  kind: JobKind;
  subjectId: string | null;
  round: number;
  traceId: string;
}

/**
 * Jobs whose event was sent some time ago and that have not begun, so many of them and at random: of those that the engine
 * has in line none keeps a lost one from its turn. One that a sync still gathers pages for has no event yet.
 */
export async function findUnheard(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
): Promise<UnheardJob[]> {
  return tx.$queryRaw<UnheardJob[]>`
    SELECT id, kind, subject_id AS "subjectId", round, trace_id AS "traceId" FROM job
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND status IN ('queued', 'retrying') AND started_at IS NULL AND kind = ANY(${KIND_NAMES})
      AND queued_at < now() - make_interval(mins => ${UNHEARD_AFTER_MINUTES})
      AND queued_at > now() - make_interval(hours => ${KNOWN_FOR_HOURS})
      AND NOT EXISTS (
        SELECT FROM source WHERE source.tenant_id = job.tenant_id
          AND source.organization_id = job.organization_id AND source.ingest_job_id = job.id)
      AND NOT EXISTS (
        SELECT FROM outbox_event WHERE outbox_event.tenant_id = job.tenant_id
          AND outbox_event.organization_id = job.organization_id
          AND outbox_event.data->>'jobId' = job.id::text)
    ORDER BY random() LIMIT ${UNHEARD_AT_ONCE}`;
}
