import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { emit } from "@/lib/platform/events/outbox";
import { ownedBy } from "@/lib/tenancy/context";
import type { JobKind } from "./job-kinds-terms";
import {
  endRound,
  findJobAbout,
  isOpen,
  lockRound,
  OPEN,
  reopenJob,
  type JobRound,
} from "./jobs-repository";

export type { JobRound };

type Emitter = Scope & { traceId: string };

interface Reason {
  code: string;
  message: string;
}

/** Makes the row of a job that `emitJob` starts. `total` counts its steps, `subjectId` names what it works on. */
export async function createJob(
  tx: TenantTransaction,
  context: Emitter,
  kind: JobKind,
  { total, subjectId = null }: { total: number; subjectId?: string | null },
): Promise<string> {
  const id = newId();
  await tx.job.create({
    data: {
      ...ownedBy(context),
      id,
      kind,
      subjectId,
      progressTotal: total,
      traceId: context.traceId,
    },
    select: { id: true },
  });
  return id;
}

/** Emits the event of a job's round, in the transaction that made or changed its row. */
export async function emitJob(
  tx: TenantTransaction,
  context: Emitter,
  job: { id: string; kind: JobKind; subjectId?: string | null; round?: number },
): Promise<void> {
  const fields = { jobId: job.id, round: job.round ?? 1 };
  const subject = job.subjectId ?? "";
  switch (job.kind) {
    case "knowledge.ingest":
    case "knowledge.reindex":
      return emit(tx, context, "knowledge/documents.ingest", fields);
    case "knowledge.embed":
      return emit(tx, context, "knowledge/documents.embed", fields);
    case "knowledge.check":
      return emit(tx, context, "knowledge/documents.check", fields);
    case "knowledge.purge":
      return emit(tx, context, "knowledge/document.deleted", { ...fields, documentId: subject });
    case "quality.gaps":
      return emit(tx, context, "quality/questions.sort", fields);
    case "quality.tests":
      return emit(tx, context, "quality/tests.run", { ...fields, runId: subject });
    case "knowledge.sync":
      return emit(tx, context, "knowledge/source.sync", { ...fields, sourceId: subject });
    case "access.invitation":
      return emit(tx, context, "access/invitation.created", { ...fields, invitationId: subject });
    case "chat.transcript":
      return emit(tx, context, "chat/transcript.requested", { ...fields, transcriptId: subject });
    case "chat.person_mail":
      return emit(tx, context, "chat/person.needed", { ...fields, conversationId: subject });
    case "insights.summary":
      return emit(tx, context, "insights/week.ended", { ...fields, summaryId: subject });
  }
}

/**
 * Makes a job of one step that does all there is to do of its kind, and emits its event; nothing while one waits that will
 * do it. Returns whether it did.
 */
export async function startUnlessWaiting(
  tx: TenantTransaction,
  context: Emitter,
  kind: "knowledge.check",
): Promise<boolean> {
  const waiting = await tx.job.findFirst({
    where: { kind, status: "queued" },
    select: { id: true },
  });
  if (waiting) return false;
  const id = await createJob(tx, context, kind, { total: 1 });
  await emitJob(tx, context, { id, kind });
  return true;
}

/** Makes a job of one step about one record and emits its event. Returns its id. */
export async function startJob(
  tx: TenantTransaction,
  context: Emitter,
  kind:
    | "knowledge.purge"
    | "access.invitation"
    | "chat.transcript"
    | "chat.person_mail"
    | "insights.summary",
  subjectId: string,
): Promise<string> {
  const id = await createJob(tx, context, kind, { total: 1, subjectId });
  await emitJob(tx, context, { id, kind, subjectId });
  return id;
}

/** What is left to do of a job, told by one of its rounds: an earlier one changes nothing. Progress never goes back. */
export async function setJobRemaining(
  tx: TenantTransaction,
  { tenantId, organizationId, jobId, round }: JobRound,
  remaining: number,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE job SET progress_done = greatest(progress_done, progress_total - ${remaining}::int)
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND id = ${jobId}::uuid AND round = ${round}::int AND status IN ('queued', 'running', 'retrying')`;
}

/** How much there is to do, where that is found out on the way: work that shows up later makes it more. */
export async function setJobTotal(
  tx: TenantTransaction,
  { jobId, round }: JobRound,
  total: number,
): Promise<void> {
  await tx.job.updateMany({
    where: { id: jobId, round, status: { in: OPEN } },
    data: { progressTotal: total },
  });
}

/** Ends a job's round once: one that has ended keeps its end, and a later one is not touched. */
export async function finishJob(
  tx: TenantTransaction,
  round: JobRound,
  error?: Reason,
): Promise<void> {
  if (!error) await setJobRemaining(tx, round, 0);
  await endRound(tx, round, error ? "failed" : "succeeded", error);
}

/** Ends a round that has nothing to do any more, since newer jobs or deletions took its work away. */
export async function cancelJob(tx: TenantTransaction, round: JobRound): Promise<void> {
  await endRound(tx, round, "cancelled");
}

/**
 * Whether the round is still at work; if so, until the end of the transaction: nobody cancels it or begins another
 * meanwhile.
 */
export async function holdRound(tx: TenantTransaction, round: JobRound): Promise<boolean> {
  const held = await lockRound(tx, round);
  return held !== null && isOpen(held.status);
}

/**
 * Has a record's job done that was left: a new one when there is none, the next round of one that has failed; nothing
 * while one is open.
 */
export async function resumeJob(
  tx: TenantTransaction,
  context: Emitter,
  kind: "knowledge.purge",
  subjectId: string,
): Promise<void> {
  const job = await findJobAbout(tx, kind, subjectId);
  if (job && isOpen(job.status)) return;
  if (!job || job.status === "succeeded") await startJob(tx, context, kind, subjectId);
  else if (await reopenJob(tx, job))
    await emitJob(tx, context, { id: job.id, kind, subjectId, round: job.round + 1 });
}

/** Has what is open wait as if it were new: its organization was archived, and its events are sent from now on. */
export async function renewOpenJobs(tx: TenantTransaction): Promise<void> {
  await tx.job.updateMany({ where: { status: { in: OPEN } }, data: { queuedAt: new Date() } });
}

/**
 * Ends the jobs that nobody works at any more: their engine has lost them. One whose event still waits in the outbox, as
 * in an archived organization, is not lost. Returns their ids.
 */
export async function failLostJobs(tx: TenantTransaction, queuedBefore: Date): Promise<string[]> {
  const old = await tx.job.findMany({
    where: { status: { in: OPEN }, queuedAt: { lt: queuedBefore } },
    select: { id: true, round: true },
    take: 100,
  });
  const lost: string[] = [];
  for (const { id, round } of old) {
    const waiting = await tx.outboxEvent.findFirst({
      where: { data: { path: ["jobId"], equals: id } },
      select: { id: true },
    });
    if (waiting) continue;
    const ended = await endRound(tx, { jobId: id, round }, "failed", {
      code: "timeout",
      message: "Nothing was heard of the job for a day, and it has been given up.",
    });
    if (ended) lost.push(id);
  }
  return lost;
}
