import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { Candidate } from "./read-candidate";

/** Chunks that are served now, in no order; those that went meanwhile are absent. */
export async function loadCandidates(
  tx: TenantTransaction,
  scope: Scope,
  chunkIds: readonly string[],
): Promise<Omit<Candidate, "similarity">[]> {
  if (chunkIds.length === 0) return [];
  return tx.$queryRaw<Omit<Candidate, "similarity">[]>`
    SELECT c.document_id::text AS "documentId", c.id::text AS "chunkId", d.kind::text AS kind, d.title, d.url,
      c.heading, c.text, d.language, coalesce(d.alternatives, '{}') AS alternatives, c.length
    FROM knowledge_chunk c
    JOIN knowledge_document d ON d.tenant_id = c.tenant_id AND d.organization_id = c.organization_id
      AND d.id = c.document_id AND d.live_revision = c.revision
    WHERE c.tenant_id = ${scope.tenantId}::uuid AND c.organization_id = ${scope.organizationId}::uuid
      AND c.id = ANY(${chunkIds.slice()}::uuid[]) AND d.deleted_at IS NULL`;
}
