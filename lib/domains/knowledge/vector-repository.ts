import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/**
 * Removes a document's vectors but for those of its live revision, in the transaction that publishes another or deletes
 * the document: so search needs to ask nobody whether a vector still counts, and finds nothing that does not.
 */
export async function removeOutdatedVectors(
  tx: TenantTransaction,
  scope: Scope,
  documentId: string,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM knowledge_vector
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND chunk_id = ANY(ARRAY(
        SELECT c.id FROM knowledge_chunk c
        JOIN knowledge_document d ON d.tenant_id = c.tenant_id AND d.organization_id = c.organization_id
          AND d.id = c.document_id AND d.live_revision IS DISTINCT FROM c.revision
        WHERE c.tenant_id = ${scope.tenantId}::uuid AND c.organization_id = ${scope.organizationId}::uuid
          AND c.document_id = ${documentId}::uuid))`;
}
