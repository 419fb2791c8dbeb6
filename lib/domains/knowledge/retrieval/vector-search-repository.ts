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

/** Up to so many windows of an organization are all compared with the question. */
const EVERY = 3_000;
/** Of more, those whose signs agree best with the question's, and what else their chunks have. */
const MOST_ALIKE = 800;

/**
 * The chunks nearest to a question by their nearest window, and besides them those of `also`, whatever their rank, nearest
 * first: over the windows of one organization that the same embedder embedded. In a large organization the signs of the
 * vectors' numbers, 64 bytes each in an index, say which are worth comparing; what is compared is compared exactly. No
 * index is shared with other tenants' vectors, since what such a one finds depends on them. Vectors go when their document
 * does and when a newer revision takes its place, so there is nothing here that search must not find.
 */
export async function searchVectors(
  tx: TenantTransaction,
  scope: Scope,
  question: QuestionVector,
  limit: number,
  also: readonly string[],
): Promise<VectorHit[]> {
  const vector = `[${question.vector.join(",")}]`;
  // Arrays, not joins: how many rows an organization has is what the planner guesses worst. What is asked of the size is
  // known before the rows are read, so that of the two ways to compare only one is gone.
  return tx.$queryRaw<VectorHit[]>`
    WITH size AS MATERIALIZED (
      SELECT count(*) > ${EVERY}::int AS large FROM (
        SELECT FROM knowledge_vector
        WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
          AND embedder = ${question.embedder}
        LIMIT ${EVERY}::int + 1) AS counted
    ),
    alike AS MATERIALIZED (
      SELECT chunk_id FROM knowledge_vector
      WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
        AND embedder = ${question.embedder} AND (SELECT large FROM size)
      ORDER BY signs <~> binary_quantize(${vector}::halfvec(512))::bit(512)
      LIMIT ${MOST_ALIKE}
    ),
    near AS MATERIALIZED (
      SELECT chunk_id, 1 - (embedding <=> ${vector}::halfvec(512)) AS similarity FROM knowledge_vector
      WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
        AND embedder = ${question.embedder} AND NOT (SELECT large FROM size)
      UNION ALL
      SELECT chunk_id, 1 - (embedding <=> ${vector}::halfvec(512)) FROM knowledge_vector
      WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
        AND embedder = ${question.embedder} AND (SELECT large FROM size)
        AND chunk_id = ANY(ARRAY(SELECT chunk_id FROM alike UNION SELECT unnest(${also.slice()}::uuid[])))
    ),
    best AS MATERIALIZED (
      SELECT chunk_id, max(similarity) AS similarity FROM near GROUP BY chunk_id
    ),
    nearest AS (SELECT * FROM best ORDER BY similarity DESC, chunk_id LIMIT ${limit})
    SELECT chunk_id::text AS "chunkId", similarity FROM nearest
    UNION
    SELECT chunk_id::text, similarity FROM best WHERE chunk_id = ANY(${also.slice()}::uuid[])
    ORDER BY similarity DESC, "chunkId"`;
}
