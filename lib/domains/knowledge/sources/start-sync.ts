import "server-only";
import { createJob, emitJob, holdRound } from "@/lib/domains/ops/jobs-service";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { Emitter } from "./gather";
import { findSource, lockSource, updateSource, type SourceRow } from "./repository";
import type { Schedule } from "./schema";

const DAY_MS = 24 * 60 * 60 * 1_000;
const PERIOD_MS = { daily: DAY_MS, weekly: 7 * DAY_MS } as const;

/** When a source is read again by itself; null when it is not. */
export function nextSync(schedule: Schedule, from: Date): Date | null {
  return schedule === "off" ? null : new Date(from.getTime() + PERIOD_MS[schedule]);
}

interface Held {
  source: SourceRow;
  /** Whether its newest sync is under way. */
  isSyncing: boolean;
}

/**
 * A source with its newest sync, neither of which changes until the end of the transaction. The job goes first, as
 * whoever cancels it does. Null for a source that is not there.
 */
export async function holdSource(
  tx: TenantTransaction,
  emitter: Emitter,
  id: string,
): Promise<Held | null> {
  const seen = await findSource(tx, id);
  const { tenantId, organizationId } = emitter;
  const job = seen?.jobId
    ? await tx.job.findFirst({ where: { id: seen.jobId }, select: { id: true, round: true } })
    : null;
  const round = job && { tenantId, organizationId, jobId: job.id, round: job.round };
  const isSyncing = round !== null && (await holdRound(tx, round));
  const source = await lockSource(tx, emitter, id);
  // Somebody was faster and has started one in between.
  const isOther = source !== null && source.jobId !== (seen?.jobId ?? null);
  return source && { source, isSyncing: isSyncing || isOther };
}

/** Starts a sync, or finds the one under way. Returns the job's id; undefined for a source that is not there. */
export async function startSync(
  tx: TenantTransaction,
  emitter: Emitter,
  id: string,
): Promise<string | undefined> {
  const held = await holdSource(tx, emitter, id);
  if (!held) return undefined;
  const { source, isSyncing } = held;
  if (isSyncing && source.jobId !== null) return source.jobId;
  const jobId = await createJob(tx, emitter, "knowledge.sync", { total: 0, subjectId: id });
  // From the start and not from the end: a sync that fails is followed by another all the same.
  await updateSource(tx, id, { jobId, nextSyncAt: nextSync(source.schedule, new Date()) });
  await emitJob(tx, emitter, { id: jobId, kind: "knowledge.sync", subjectId: id });
  return jobId;
}
