import "server-only";
import { newId } from "@/lib/core/ids";
import { notFound } from "@/lib/core/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { JobView } from "./schema";

/** What a job does, which is also the area whose permission its readers need. */
export type JobKind = "knowledge.ingest" | "knowledge.reindex" | "knowledge.embed";

export async function createJob(
  tx: TenantTransaction,
  context: Scope & { traceId: string },
  kind: JobKind,
  total: number,
): Promise<string> {
  const id = newId();
  await tx.job.create({
    data: { ...ownedBy(context), id, kind, progressTotal: total, traceId: context.traceId },
    select: { id: true },
  });
  return id;
}

/** What GET /api/jobs/:id shows. Throws `not_found` for an unknown and for a foreign job. */
export async function readJob(context: TenantContext, id: string): Promise<JobView> {
  const job = await withTenant(context, (tx) => tx.job.findFirst({ where: { id } }));
  if (!job) throw notFound("The job");
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    progress: { done: job.progressDone, total: job.progressTotal },
    attempts: job.attempts,
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    ...(job.errorCode && { error: { code: job.errorCode, message: job.errorMessage ?? "" } }),
    traceId: job.traceId,
  };
}

const OPEN = ["queued", "running", "retrying"] satisfies JobView["status"][];

/** A run of the job began or goes on; `attempt` counts from 0 and the job keeps the highest. */
export async function markJobRunning(scope: Scope, id: string, attempt: number): Promise<void> {
  await withTenant(
    scope,
    (tx) => tx.$executeRaw`
      UPDATE job SET status = 'running', attempts = greatest(attempts, ${attempt + 1}::int),
        started_at = coalesce(started_at, now())
      WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
        AND id = ${id}::uuid AND status IN ('queued', 'running', 'retrying')`,
  );
}

/** An attempt failed and another follows. */
export async function markJobRetrying(scope: Scope, id: string): Promise<void> {
  await withTenant(scope, (tx) =>
    tx.job.updateMany({
      where: { id, status: { in: OPEN } },
      data: { status: "retrying" },
    }),
  );
}

/** What is left to do of a job. Its progress never goes back. */
export async function setJobRemaining(
  tx: TenantTransaction,
  scope: Scope,
  id: string,
  remaining: number,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE job SET progress_done = greatest(progress_done, progress_total - ${remaining}::int)
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND id = ${id}::uuid AND status IN ('queued', 'running', 'retrying')`;
}

async function endJob(
  tx: TenantTransaction,
  id: string,
  status: "succeeded" | "failed" | "cancelled",
  error?: { code: string; message: string },
): Promise<void> {
  await tx.job.updateMany({
    where: { id, status: { in: OPEN } },
    data: {
      status,
      finishedAt: new Date(),
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
    },
  });
}

/** Ends a job once: a job that has ended keeps its end. */
export async function finishJob(
  tx: TenantTransaction,
  scope: Scope,
  id: string,
  error?: { code: string; message: string },
): Promise<void> {
  if (!error) await setJobRemaining(tx, scope, id, 0);
  await endJob(tx, id, error ? "failed" : "succeeded", error);
}

/** Ends a job that has nothing to do any more, since newer jobs or deletions took its work away. */
export async function cancelJob(tx: TenantTransaction, id: string): Promise<void> {
  await endJob(tx, id, "cancelled");
}

/** Ends the jobs that nobody works at any more: their engine has lost them. Returns their ids. */
export async function failLostJobs(tx: TenantTransaction, startedBefore: Date): Promise<string[]> {
  const lost = await tx.job.findMany({
    where: { status: { in: OPEN }, createdAt: { lt: startedBefore } },
    select: { id: true },
    take: 100,
  });
  for (const { id } of lost) {
    await endJob(tx, id, "failed", {
      code: "timeout",
      message: "The job was not finished within a day and has been given up.",
    });
  }
  return lost.map(({ id }) => id);
}
