import "server-only";
import { finishJob } from "@/lib/domains/ops/jobs-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { EventData } from "@/lib/platform/events/contracts";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { documentPrefix } from "@/lib/platform/storage/keys";
import { deleteChunks } from "./repository";

/** Chunks removed in one transaction: short enough that nobody waits for it. */
const CHUNKS_AT_ONCE = 200;

type Deleted = Pick<
  EventData<"knowledge/document.deleted">,
  "tenantId" | "organizationId" | "documentId" | "jobId" | "round"
>;

/** Removes the file of a document, if it has one. A second call finds nothing and does nothing. */
export async function purgeFile(deleted: Deleted): Promise<void> {
  const document = await withTenant(deleted, (tx) =>
    tx.knowledgeDocument.findFirst({
      where: { id: deleted.documentId, deletedAt: { not: null }, fileName: { not: null } },
      select: { id: true },
    }),
  );
  if (!document) return;
  await fileStorage().deletePrefix(documentPrefix(deleted, { id: deleted.documentId }));
}

/** Removes some of a deleted document's rows, last the document itself, and ends the job with it. Returns whether any are left. */
export async function purgeBatch(deleted: Deleted): Promise<boolean> {
  const { documentId } = deleted;
  return withTenant(deleted, async (tx) => {
    const chunks = await tx.knowledgeChunk.findMany({
      where: { documentId, document: { deletedAt: { not: null } } },
      select: { id: true },
      take: CHUNKS_AT_ONCE,
    });
    if (chunks.length > 0) {
      await deleteChunks(
        tx,
        deleted,
        chunks.map(({ id }) => id),
      );
      return true;
    }
    await tx.knowledgeDocument.deleteMany({ where: { id: documentId, deletedAt: { not: null } } });
    await finishJob(tx, deleted);
    return false;
  });
}
