import "server-only";
import { finishJob, startUnlessWaiting, type JobRound } from "@/lib/domains/ops/jobs-service";
import { embedder } from "@/lib/platform/ai/embeddings";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { newTraceId } from "@/lib/platform/log/trace";
import { checkDocument } from "./check-document";
import { findUnchecked } from "./repository";

/** A turn goes on for about this long, so that other jobs of the tenant come in between. */
const TURN_MS = 10_000;

const unchecked = (tx: TenantTransaction, scope: Scope) =>
  findUnchecked(tx, scope, embedder() !== undefined, 1);

/** Has new knowledge compared with the rest, unless a job waits that will. Returns whether it began one. */
export async function startCheck(tx: TenantTransaction, scope: Scope): Promise<boolean> {
  if ((await unchecked(tx, scope)).length === 0) return false;
  return startUnlessWaiting(tx, { ...scope, traceId: newTraceId() }, "knowledge.check");
}

/** Begins what was left: by a job that gave up, or one that had looked before the last change. */
export async function resumeCheck(scope: Scope): Promise<void> {
  if (await withTenant(scope, (tx) => startCheck(tx, scope))) wakeRelay();
}

/**
 * Compares documents that have changed, one after the other, for some seconds. Returns whether any are left. Throws the
 * signal's reason when it aborts.
 */
export async function checkTurn(scope: Scope, signal: AbortSignal): Promise<boolean> {
  const turn = AbortSignal.timeout(TURN_MS);
  const next = async () => (await withTenant(scope, (tx) => unchecked(tx, scope)))[0];
  let document = await next();
  while (document && !turn.aborted) {
    signal.throwIfAborted();
    await checkDocument(scope, document, signal);
    document = await next();
  }
  return document !== undefined;
}

/** Ends a job that has left nothing to compare. */
export async function finishCheck(job: JobRound): Promise<void> {
  await withTenant(job, (tx) => finishJob(tx, job));
}
