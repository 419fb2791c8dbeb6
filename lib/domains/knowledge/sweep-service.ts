import "server-only";
import { failLostJobs, resumeJob } from "@/lib/domains/ops/jobs-service";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { newTraceId } from "@/lib/platform/log/trace";
import { alertOperators } from "@/lib/platform/telemetry/alert";
import { forgetOldCitations } from "./citations/repository";
import { resumeCheck } from "./check/check-service";
import { giveUp } from "./ingestion/repository";
import { resumeEmbedding } from "./ingestion/service";
import { findUnpurged } from "./repository";
import { findDue } from "./sources/repository";
import { startSync } from "./sources/start-sync";

const HOUR_MS = 60 * 60 * 1000;

/** Longer than any upload takes and than a purge is retried. */
const UNPURGED_AFTER_MS = HOUR_MS;
const LOST_AFTER_MS = 24 * HOUR_MS;

/** Purges deleted documents whose job gave up, and files whose upload died before their document was there. */
async function resumePurges(scope: Scope): Promise<void> {
  const left = await withTenant(scope, async (tx) => {
    const ids = await findUnpurged(tx, new Date(Date.now() - UNPURGED_AFTER_MS));
    const emitter = { ...scope, traceId: newTraceId() };
    for (const documentId of ids) {
      await resumeJob(tx, emitter, "knowledge.purge", documentId);
    }
    return ids.length;
  });
  if (left > 0) wakeRelay();
}

async function endLostJobs(scope: Scope): Promise<void> {
  await withTenant(scope, async (tx) => {
    const lost = await failLostJobs(tx, new Date(Date.now() - LOST_AFTER_MS));
    for (const jobId of lost) {
      alertOperators("job_dead_letter", "a job was not finished within a day", { job_id: jobId });
      await giveUp(
        tx,
        { jobId },
        {
          code: "timeout",
          message: "Indexing was not finished within a day. Re-index to try again.",
        },
      );
    }
  });
}

/** Reads again what is due by its schedule. */
async function startDueSyncs(scope: Scope): Promise<void> {
  const started = await withTenant(scope, async (tx) => {
    const due = await findDue(tx, new Date());
    for (const id of due) await startSync(tx, { ...scope, traceId: newTraceId() }, id);
    return due.length;
  });
  if (started > 0) wakeRelay();
}

async function forgetOld(scope: Scope): Promise<void> {
  await withTenant(scope, (tx) => forgetOldCitations(tx, scope));
}

/** Ends or resumes what was left behind in the knowledge of one organization; begins nothing more once the signal aborts. */
export async function sweepKnowledge(scope: Scope, signal: AbortSignal): Promise<void> {
  const sweeps = [
    endLostJobs,
    resumePurges,
    resumeEmbedding,
    startDueSyncs,
    resumeCheck,
    forgetOld,
  ];
  for (const sweep of sweeps) {
    signal.throwIfAborted();
    await sweep(scope);
  }
}
