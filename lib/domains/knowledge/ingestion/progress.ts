import "server-only";
import {
  cancelJob,
  finishJob,
  setJobRemaining,
  type JobRound,
} from "@/lib/domains/ops/jobs-service";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { countJobDocuments } from "./repository";

export type IngestionJob = JobRound;

/** Tells how far a job is: half of the way of a document is the keyword index, half the vectors. */
export async function reportProgress(tx: TenantTransaction, job: IngestionJob): Promise<void> {
  const { unindexed, unembedded } = await countJobDocuments(tx, job.jobId);
  await setJobRemaining(tx, job, 2 * unindexed + unembedded);
}

/** Ends a job with what came of its documents. Throws while some of them are still to be indexed. */
export async function endWithDocuments(tx: TenantTransaction, job: IngestionJob): Promise<void> {
  const { total, unindexed, failed } = await countJobDocuments(tx, job.jobId);
  if (unindexed > 0) throw new Error(`${unindexed} documents of the job are not indexed yet`);
  if (total === 0) return cancelJob(tx, job);
  const first = failed[0];
  if (!first) return finishJob(tx, job);
  await reportProgress(tx, job);
  const message = first.errorMessage ?? "";
  return finishJob(tx, job, {
    code: first.errorCode ?? "internal",
    message:
      total === 1
        ? message
        : `${failed.length} of ${total} documents failed. The first: ${message}`,
  });
}
