import "server-only";
import { startJob } from "@/lib/domains/ops/jobs-service";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { markDeleted } from "./repository";
import { removeOutdatedVectors } from "./vector-repository";

/**
 * Takes a document out of search and lists at once and starts the job that removes its rows and its file. Returns the
 * job's id, or undefined when the document was not there. Whoever names the document has to let go of it.
 */
export async function takeOut(
  tx: TenantTransaction,
  emitter: Scope & { traceId: string },
  id: string,
  kind?: "document" | "faq",
): Promise<string | undefined> {
  if (!(await markDeleted(tx, id, kind))) return undefined;
  await removeOutdatedVectors(tx, emitter, id);
  return startJob(tx, emitter, "knowledge.purge", id);
}
