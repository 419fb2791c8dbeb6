import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/** What tells an embedder's vectors from another's, and the documents it serves. */
export interface Embedding {
  name: string;
  languages: readonly string[] | undefined;
}

// A null list stands for every language.
const served = ({ languages }: Embedding) => languages?.slice() ?? null;

/**
 * Documents whose job has ended and that lack vectors of this embedder, because it failed or because another one made
 * them; some at a time. What somebody cancelled waits until it is started again.
 */
export async function findUnembedded(
  tx: TenantTransaction,
  scope: Scope,
  embedding: Embedding,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id
    FROM knowledge_document d
    LEFT JOIN job j ON j.tenant_id = d.tenant_id AND j.organization_id = d.organization_id AND j.id = d.job_id
    WHERE d.tenant_id = ${scope.tenantId}::uuid AND d.organization_id = ${scope.organizationId}::uuid
      AND d.status = 'available' AND d.deleted_at IS NULL
      AND (j.id IS NULL OR j.status IN ('failed', 'succeeded') OR (j.status = 'cancelled' AND d.vectors = 'complete'))
      AND (d.vectors = 'pending' OR (
        (${served(embedding)}::text[] IS NULL OR d.language = ANY(${served(embedding)}::text[]))
        AND EXISTS (
          SELECT FROM knowledge_window w
          LEFT JOIN knowledge_vector v ON v.tenant_id = w.tenant_id AND v.organization_id = w.organization_id
            AND v.chunk_id = w.chunk_id AND v.ordinal = w.ordinal
          WHERE w.tenant_id = d.tenant_id AND w.organization_id = d.organization_id AND w.document_id = d.id
            AND w.revision = d.live_revision AND v.embedder IS DISTINCT FROM ${embedding.name})))
    ORDER BY d.id
    LIMIT 100`;
  return rows.map(({ id }) => id);
}

/** Gives such documents to a job, but for those that have changed since they were found. */
export async function takeUnembedded(
  tx: TenantTransaction,
  ids: readonly string[],
  jobId: string,
): Promise<void> {
  await tx.knowledgeDocument.updateMany({
    where: { id: { in: [...ids] }, status: "available", deletedAt: null },
    data: { jobId, vectors: "pending" },
  });
}

export interface PendingWindow {
  id: string;
  text: string;
}

/**
 * Windows of a job's live revisions that this embedder serves and has not embedded yet, some at a time: those of short
 * documents first, so that they need not wait for a long one.
 */
export async function findPendingWindows(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
  embedding: Embedding,
  limit: number,
): Promise<PendingWindow[]> {
  return tx.$queryRaw<PendingWindow[]>`
    SELECT w.id, w.text
    FROM knowledge_document d
    JOIN knowledge_window w ON w.tenant_id = d.tenant_id AND w.organization_id = d.organization_id
      AND w.document_id = d.id AND w.revision = d.live_revision
    LEFT JOIN knowledge_vector v ON v.tenant_id = w.tenant_id AND v.organization_id = w.organization_id
      AND v.chunk_id = w.chunk_id AND v.ordinal = w.ordinal
    WHERE d.tenant_id = ${scope.tenantId}::uuid AND d.organization_id = ${scope.organizationId}::uuid
      AND d.job_id = ${jobId}::uuid AND d.deleted_at IS NULL AND v.embedder IS DISTINCT FROM ${embedding.name}
      AND (${served(embedding)}::text[] IS NULL OR d.language = ANY(${served(embedding)}::text[]))
    ORDER BY d.chunk_count, d.id, w.id
    LIMIT ${limit}`;
}

/**
 * Stores vectors (arrays of 512 numbers) of windows with the name of the embedder that made them, in place of another
 * embedder's. Windows that are not live any more are left out.
 */
export async function storeVectors(
  tx: TenantTransaction,
  scope: Scope,
  embedder: string,
  vectors: readonly { id: string; vector: readonly number[] }[],
): Promise<void> {
  const ids = vectors.map(({ id }) => id);
  // Until the end of the transaction no document of these can be deleted or get another revision.
  await tx.$queryRaw`
    SELECT id FROM knowledge_document
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid AND id = ANY(ARRAY(
      SELECT document_id FROM knowledge_window
      WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
        AND id = ANY(${ids}::uuid[])))
    ORDER BY id FOR SHARE`;
  await tx.$executeRaw`
    INSERT INTO knowledge_vector (tenant_id, organization_id, chunk_id, ordinal, embedder, embedding)
    SELECT w.tenant_id, w.organization_id, w.chunk_id, w.ordinal, ${embedder}, given.vector::halfvec
    FROM unnest(
      ${ids}::uuid[], ${vectors.map(({ vector }) => `[${vector.join(",")}]`)}::text[]
    ) AS given(id, vector)
    JOIN knowledge_window w ON w.tenant_id = ${scope.tenantId}::uuid
      AND w.organization_id = ${scope.organizationId}::uuid AND w.id = given.id
    JOIN knowledge_document d ON d.tenant_id = w.tenant_id AND d.organization_id = w.organization_id
      AND d.id = w.document_id AND d.live_revision = w.revision AND d.deleted_at IS NULL
    ORDER BY w.chunk_id, w.ordinal
    ON CONFLICT (tenant_id, organization_id, chunk_id, ordinal)
      DO UPDATE SET embedder = excluded.embedder, embedding = excluded.embedding`;
}

/**
 * Marks the job's documents that have nothing left to embed; where a change failed, the version before goes on serving
 * and counts.
 */
export async function markEmbedded(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
  embedding: Embedding,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE knowledge_document AS d SET vectors = 'complete'
    WHERE d.tenant_id = ${scope.tenantId}::uuid AND d.organization_id = ${scope.organizationId}::uuid
      AND d.job_id = ${jobId}::uuid AND d.live_revision IS NOT NULL AND d.status IN ('available', 'failed')
      AND d.vectors = 'pending'
      AND (NOT (${served(embedding)}::text[] IS NULL OR d.language = ANY(${served(embedding)}::text[]))
        OR NOT EXISTS (
          SELECT FROM knowledge_window w
          LEFT JOIN knowledge_vector v ON v.tenant_id = w.tenant_id AND v.organization_id = w.organization_id
            AND v.chunk_id = w.chunk_id AND v.ordinal = w.ordinal
          WHERE w.tenant_id = d.tenant_id AND w.organization_id = d.organization_id AND w.document_id = d.id
            AND w.revision = d.live_revision AND v.embedder IS DISTINCT FROM ${embedding.name}))`;
}
