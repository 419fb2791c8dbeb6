import "server-only";
import { recordSpend } from "@/lib/domains/usage/budget-service";
import { embedder } from "@/lib/platform/ai/embeddings";
import { withTenant } from "@/lib/platform/db/transaction";
import { findPendingWindows, markEmbedded, storeVectors } from "./embedding-repository";
import { reportProgress, type IngestionJob } from "./progress";

/** Few, since nobody else's windows and no deletion are heeded while they are being embedded. */
const WINDOWS_AT_ONCE = 16;
/**
 * A turn goes on for about this long: other jobs of the organization wait for no more, and a large document needs tens of
 * turns and not thousands.
 */
export const TURN_MS = 5_000;

/** A job with the trace that its calls of the model are kept with. */
interface EmbeddingJob extends IngestionJob {
  traceId: string;
}

/**
 * Embeds windows of a job's documents for some seconds and marks the documents that are complete. Returns how many
 * windows it saw waiting when it ended: 0 when there is nothing left to do, also without an embedder. Throws AppError
 * `timeout`, `unavailable` or `upstream_failed`; what is stored until then stays.
 */
export async function embedBatch(job: EmbeddingJob, signal: AbortSignal): Promise<number> {
  const embedding = embedder();
  if (!embedding) return 0;
  const turn = AbortSignal.timeout(TURN_MS);
  const pending = () =>
    withTenant(job, (tx) => findPendingWindows(tx, job, job.jobId, embedding, WINDOWS_AT_ONCE));
  let windows = await pending();
  while (windows.length > 0) {
    signal.throwIfAborted();
    const embedded = await embedding.embed(
      windows.map(({ text }) => text),
      "documents",
      signal,
    );
    // Before what it came to: it is billed even if that cannot be stored.
    await recordSpend(job, embedding.name, embedded);
    const made = windows.map(({ id }, index) => ({ id, vector: embedded.vectors[index] ?? [] }));
    await withTenant(job, (tx) => storeVectors(tx, job, embedding.name, made));
    windows = await pending();
    if (turn.aborted) break;
  }
  await withTenant(job, async (tx) => {
    await markEmbedded(tx, job, job.jobId, embedding);
    await reportProgress(tx, job);
  });
  return windows.length;
}
