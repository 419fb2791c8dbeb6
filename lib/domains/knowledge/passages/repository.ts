import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { PassageView } from "./schema";

/** A document's passages as search serves them now, in their order, after a position; `embedder` made the vectors that count. */
export async function listPassages(
  tx: TenantTransaction,
  scope: Scope,
  documentId: string,
  { after, limit, embedder }: { after: number; limit: number; embedder: string | undefined },
): Promise<PassageView[]> {
  return tx.$queryRaw<PassageView[]>`
    SELECT c.id::text AS id, c.ordinal + 1 AS position, c.heading, c.text, c.start_offset AS start, c.end_offset AS "end",
      (SELECT count(*)::int FROM knowledge_window w
        WHERE w.tenant_id = c.tenant_id AND w.organization_id = c.organization_id AND w.chunk_id = c.id) AS windows,
      (SELECT count(*)::int FROM knowledge_vector v
        WHERE v.tenant_id = c.tenant_id AND v.organization_id = c.organization_id AND v.chunk_id = c.id
          AND v.embedder = ${embedder ?? ""}) AS embedded
    FROM knowledge_document d
    JOIN knowledge_chunk c ON c.tenant_id = d.tenant_id AND c.organization_id = d.organization_id
      AND c.document_id = d.id AND c.revision = d.live_revision
    WHERE d.tenant_id = ${scope.tenantId}::uuid AND d.organization_id = ${scope.organizationId}::uuid
      AND d.id = ${documentId}::uuid AND d.deleted_at IS NULL AND c.ordinal >= ${after}::int
    ORDER BY c.ordinal
    LIMIT ${limit}`;
}
