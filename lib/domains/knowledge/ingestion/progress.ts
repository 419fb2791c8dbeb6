import "server-only";
import { setJobProgress } from "@/lib/domains/ops/jobs-service";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { countJobDocuments } from "./repository";

/** Half of the way is the keyword index, half the vectors. */
export async function reportProgress(tx: TenantTransaction, jobId: string): Promise<void> {
  const { indexed, embedded, failed } = await countJobDocuments(tx, jobId);
  await setJobProgress(tx, jobId, indexed + embedded + 2 * failed.length);
}
