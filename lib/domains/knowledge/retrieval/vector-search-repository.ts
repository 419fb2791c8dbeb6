import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/** A question's vector and the name of the embedder that made it. */
export interface QuestionVector {
  embedder: string;
  vector: readonly number[];
}

export interface VectorHit {
  chunkId: string;
  /** Cosine of the question and the nearest of the chunk's windows. */
  similarity: number;
}

/**
 * The chunks nearest to a question by their nearest window, and besides them those of `also`, whatever their rank: exact,
 * over the live windows of one organization that the same embedder embedded. The distance is computed inside the
 * materialized part, so that no vector is carried out of it and no index of all tenants' vectors is ever chosen.
 */
export async function searchVectors(
  tx: TenantTransaction,
  scope: Scope,
  question: QuestionVector,
  limit: number,
  also: readonly string[],
): Promise<VectorHit[]> {
  const vector = `[${question.vector.join(",")}]`;
  return tx.$queryRaw<VectorHit[]>`
    WITH near AS MATERIALIZED (
      SELECT w.chunk_id, 1 - (w.embedding <=> ${vector}::halfvec(512)) AS similarity
      FROM knowledge_window w
      JOIN knowledge_document d ON d.tenant_id = w.tenant_id AND d.organization_id = w.organization_id
        AND d.id = w.document_id AND d.live_revision = w.revision
      WHERE w.tenant_id = ${scope.tenantId}::uuid AND w.organization_id = ${scope.organizationId}::uuid
        AND w.embedder = ${question.embedder} AND d.deleted_at IS NULL
    ),
    best AS MATERIALIZED (
      SELECT chunk_id, max(similarity) AS similarity FROM near GROUP BY chunk_id
    ),
    nearest AS (SELECT * FROM best ORDER BY similarity DESC, chunk_id LIMIT ${limit})
    SELECT chunk_id::text AS "chunkId", similarity FROM nearest
    UNION
    SELECT chunk_id::text, similarity FROM best WHERE chunk_id = ANY(${also.slice()}::uuid[])`;
}
