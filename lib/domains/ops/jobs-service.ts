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

const OPEN = { in: ["queued", "running", "retrying"] } as const;

/** A run of the job began or goes on; `attempt` counts from 0. */
export async function markJobRunning(scope: Scope, id: string, attempt: number): Promise<void> {
  const now = new Date();
  await withTenant(scope, async (tx) => {
    await tx.job.updateMany({ where: { id, startedAt: null }, data: { startedAt: now } });
    await tx.job.updateMany({
      where: { id, status: { in: [...OPEN.in] } },
      data: { status: "running", attempts: attempt + 1 },
    });
  });
}

/** An attempt failed and another follows. */
export async function markJobRetrying(scope: Scope, id: string): Promise<void> {
  await withTenant(scope, (tx) =>
    tx.job.updateMany({
      where: { id, status: { in: [...OPEN.in] } },
      data: { status: "retrying" },
    }),
  );
}

export async function setJobProgress(
  tx: TenantTransaction,
  id: string,
  done: number,
): Promise<void> {
  await tx.job.updateMany({ where: { id }, data: { progressDone: done } });
}

/** Ends a job once: a job that has ended keeps its end. */
export async function finishJob(
  tx: TenantTransaction,
  id: string,
  error?: { code: string; message: string },
): Promise<void> {
  await tx.job.updateMany({
    where: { id, status: { in: [...OPEN.in] } },
    data: {
      status: error ? "failed" : "succeeded",
      finishedAt: new Date(),
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
    },
  });
}
