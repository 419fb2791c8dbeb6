import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/** Passages of other documents that one is compared with. */
const NEAREST = 6;
/** So many by the signs of their vectors' numbers are looked at closely; near ones hardly ever miss it. */
const ALIKE = 40;
/** From this cosine of two parts on they may speak of the same. */
const NEAR = 0.55;
/** Of a passage so many of its parts are looked for. */
const PARTS = 8;

/** The passages of other documents nearest to one in meaning, by vectors of one embedder; none when it has no vectors. */
export async function nearestPassages(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
  chunkId: string,
  own: readonly string[],
  embedder: string,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chunkId: string }[]>`
    WITH part AS MATERIALIZED (
      SELECT embedding, signs FROM knowledge_vector
      WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
        AND chunk_id = ${chunkId}::uuid AND embedder = ${embedder} AND ordinal < ${PARTS}::int
    )
    SELECT near.chunk_id::text AS "chunkId"
    FROM part CROSS JOIN LATERAL (
      SELECT chunk_id, 1 - (alike.embedding <=> part.embedding) AS similarity FROM (
        SELECT v.chunk_id, v.embedding FROM knowledge_vector v
        WHERE v.tenant_id = ${tenantId}::uuid AND v.organization_id = ${organizationId}::uuid
          AND v.embedder = ${embedder} AND v.chunk_id <> ALL(${[...own]}::uuid[])
        ORDER BY v.signs <~> part.signs
        LIMIT ${ALIKE}
      ) AS alike
      ORDER BY similarity DESC
      LIMIT ${NEAREST}
    ) AS near
    WHERE near.similarity >= ${NEAR}::float8
    GROUP BY near.chunk_id
    ORDER BY max(near.similarity) DESC, near.chunk_id
    LIMIT ${NEAREST}`;
  return rows.map((row) => row.chunkId);
}

/** Words in so many passages tell none of them apart, and are not counted further. */
const COMMON = 200;
/** So many of its rarest words have to stand in another passage too. */
const SHARED = 2;

/** The passages of other documents that share most of one's rare words, for languages that have no vectors. */
export async function passagesWithSameWords(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
  terms: readonly string[],
  own: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chunkId: string }[]>`
    WITH found AS (
      SELECT t.term, p.chunk_id, count(*) OVER (PARTITION BY t.term) AS spread
      FROM unnest(${[...terms]}::text[]) AS t(term)
      CROSS JOIN LATERAL (
        SELECT chunk_id FROM knowledge_posting
        WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid AND term = t.term
          AND chunk_id <> ALL(${[...own]}::uuid[])
        LIMIT ${COMMON}
      ) AS p
    )
    SELECT chunk_id::text AS "chunkId" FROM found
    WHERE spread < ${COMMON}
    GROUP BY chunk_id HAVING count(*) >= ${SHARED}
    ORDER BY sum(1.0 / spread) DESC, chunk_id
    LIMIT ${NEAREST}`;
  return rows.map((row) => row.chunkId);
}
