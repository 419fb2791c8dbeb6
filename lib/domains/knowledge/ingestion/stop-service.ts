import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { countJobDocuments, giveUp, queueFailed, stopOpen, type FailureReason } from "./repository";

/**
 * Settles the documents of a job that somebody cancelled: those not indexed yet are marked so, with a reason that tells
 * how to go on, and whoever is indexing one can write no more. What search serves goes on serving.
 */
export async function stopIndexing(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
): Promise<void> {
  await stopOpen(tx, scope, jobId, {
    code: "cancelled",
    message: "Indexing was cancelled. Index it again to go on.",
  });
}

/** Settles the documents of a job that fails before it begins: those not indexed yet have failed for its reason. */
export async function giveUpIndexing(
  tx: TenantTransaction,
  jobId: string,
  reason: FailureReason,
): Promise<void> {
  await giveUp(tx, { jobId }, reason);
}

/** Puts what a job has not indexed in line again. Returns how many documents the job has left to work at. */
export async function resumeIndexing(tx: TenantTransaction, jobId: string): Promise<number> {
  await queueFailed(tx, jobId);
  const { unindexed, unembedded } = await countJobDocuments(tx, jobId);
  return unindexed + unembedded;
}
