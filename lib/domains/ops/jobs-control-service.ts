import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import {
  requireMayHandle,
  takeInvitationMail,
} from "@/lib/domains/access/members/invitation-service";
import { resumeIndexing, stopIndexing } from "@/lib/domains/knowledge/ingestion/stop-service";
import { keepWhatWasRead, mayResumeSync } from "@/lib/domains/knowledge/sources/stop-service";
import { mayResumeRun, stopRun } from "@/lib/domains/quality/tests/stop-service";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { requireOrRecord } from "@/lib/tenancy/require-permission";
import { areaOf, KIND_NAMES, type JobKind } from "./job-kinds-terms";
import { emitJob } from "./jobs-service";
import { endRound, findJob, listJobs, lockJob, reopenJob, type JobRow } from "./jobs-repository";
import type { JobList, JobListQuery, JobView } from "./schema";

type Job = JobRow & { kind: JobKind };

const readableBy = ({ permissions }: TenantContext): JobKind[] =>
  KIND_NAMES.filter((kind) => permissions.has(areaOf(kind).read));

function viewOf(job: JobRow): JobView {
  const { errorCode, errorMessage, stage } = job;
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    progress: { done: job.progressDone, total: job.progressTotal },
    attempts: job.attempts,
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    ...(errorCode &&
      ["failed", "retrying", "succeeded"].includes(job.status) && {
        error: { code: errorCode, message: errorMessage ?? "", ...(stage && { stage }) },
      }),
    traceId: job.traceId,
  };
}

/** A job of an area that the caller may not read is not found, like one that is not there. */
async function find(tx: TenantTransaction, context: TenantContext, id: string): Promise<Job> {
  const job = await findJob(tx, id, readableBy(context));
  if (!job) throw notFound("The job");
  return job as Job;
}

/** What GET /api/jobs/:id shows. Throws `not_found` for an unknown and a foreign job, and for one of another area. */
export async function readJob(context: TenantContext, id: string): Promise<JobView> {
  return viewOf(await withTenant(context, (tx) => find(tx, context, id)));
}

/** One page of the organization's jobs that the caller may read, newest first. */
export async function readJobs(context: TenantContext, query: JobListQuery): Promise<JobList> {
  const readable = readableBy(context);
  const kinds = query.kind ? readable.filter((kind) => query.kind?.includes(kind)) : readable;
  const rows = await withTenant(context, (tx) => listJobs(tx, query, kinds));
  const shown = rows.slice(0, query.limit);
  return {
    jobs: shown.map(viewOf),
    nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Throws `not_found` for who may not read the job, and `forbidden` for who may read it alone. */
async function requireControl(context: TenantContext, id: string): Promise<Job> {
  const job = await withTenant(context, (tx) => find(tx, context, id));
  await requireOrRecord(context, areaOf(job.kind).write);
  return job;
}

const isOfDocuments = (kind: JobKind) =>
  ["knowledge.ingest", "knowledge.reindex", "knowledge.embed"].includes(kind);

const conflict = (message: string, reason: string) =>
  new AppError("conflict", message, { details: { reason } });

/**
 * Cancels a job that has not ended: a run under way stops before its next step. Documents that it had not indexed are
 * marked so; a run of the test questions keeps the answers that it has; an invitation stays open without its mail. Throws
 * `not_found`, `forbidden`, and `conflict` for a job that has ended or must not be cancelled (`details.reason`: `ended`,
 * `must_end`).
 */
export async function stopJob(context: TenantContext, id: string): Promise<JobView> {
  await requireControl(context, id);
  const view = await withTenant(context, async (tx) => {
    await lockJob(tx, context, id);
    const job = await find(tx, context, id);
    const { mustEnd } = areaOf(job.kind);
    if (mustEnd) throw conflict(mustEnd, "must_end");
    if (!(await endRound(tx, { jobId: id, round: job.round }, "cancelled")))
      throw conflict(`The job has ended already: it ${inWords(job.status)}.`, "ended");
    if (isOfDocuments(job.kind)) await stopIndexing(tx, context, id);
    if (job.kind === "knowledge.sync") await keepWhatWasRead(tx, context, job.subjectId ?? "");
    if (job.kind === "quality.tests") await stopRun(tx, job.subjectId ?? "");
    await recordAudit(tx, context, "job.cancelled", [id]);
    return viewOf(await find(tx, context, id));
  });
  wakeRelay();
  return view;
}

function inWords(status: JobView["status"]): string {
  return status === "cancelled" ? "was cancelled" : `has ${status}`;
}

/**
 * Has a job that failed or was cancelled done again, with new attempts: what it has done stays, only what is left is
 * done. Of two calls at once one starts it. Throws `not_found`, `forbidden`, and `conflict` for a job that is under way,
 * has succeeded or has nothing left to do (`details.reason`: `open`, `succeeded`, `nothing_left`). An invitation's mail
 * is one more, with the limits and the rights of sending it again.
 */
export async function retryJob(context: TenantContext, id: string): Promise<JobView> {
  const { kind, subjectId } = await requireControl(context, id);
  const invitationId = kind === "access.invitation" ? subjectId : null;
  if (invitationId) await takeInvitationMail(context, invitationId);
  const view = await withTenant(context, async (tx) => {
    await lockJob(tx, context, id);
    const job = await find(tx, context, id);
    if (invitationId) await requireMayHandle(tx, context, invitationId);
    if (job.status === "succeeded")
      throw conflict("The job has succeeded: there is nothing to do again.", "succeeded");
    if (!(await reopenJob(tx, job))) throw conflict("The job is under way already.", "open");
    if (isOfDocuments(job.kind) && (await resumeIndexing(tx, id)) === 0)
      throw conflict(
        "Nothing is left of this job: its documents are indexed, deleted or in newer jobs.",
        "nothing_left",
      );
    if (
      job.kind === "knowledge.sync" &&
      !(await mayResumeSync(tx, context, job.subjectId ?? "", id))
    )
      throw conflict("Its source is removed, or was read anew since.", "nothing_left");
    if (job.kind === "quality.tests" && !(await mayResumeRun(tx, job.subjectId ?? "")))
      throw conflict("The test questions were asked anew since.", "nothing_left");
    await emitJob(tx, context, { ...job, round: job.round + 1 });
    await recordAudit(tx, context, "job.retried", [id]);
    return viewOf(await find(tx, context, id));
  });
  wakeRelay();
  return view;
}
