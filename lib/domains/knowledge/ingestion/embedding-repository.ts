import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/** Documents without vectors whose job has ended, some at a time. */
export async function findUnembedded(tx: TenantTransaction): Promise<string[]> {
  const rows = await tx.knowledgeDocument.findMany({
    where: {
      status: "available",
      vectors: "pending",
      deletedAt: null,
      OR: [{ jobId: null }, { job: { status: { in: ["failed", "succeeded", "cancelled"] } } }],
    },
    select: { id: true },
    take: 100,
  });
  return rows.map(({ id }) => id);
}

export interface PendingWindow {
  id: string;
  text: string;
}

/** Windows of a job's live revisions that this embedder has not embedded yet, some at a time. */
export async function findPendingWindows(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
  embedder: string,
  limit: number,
): Promise<PendingWindow[]> {
  return tx.$queryRaw<PendingWindow[]>`
    SELECT w.id, w.text
    FROM knowledge_document d
    JOIN knowledge_window w ON w.tenant_id = d.tenant_id AND w.organization_id = d.organization_id
      AND w.document_id = d.id AND w.revision = d.live_revision
    WHERE d.tenant_id = ${scope.tenantId}::uuid AND d.organization_id = ${scope.organizationId}::uuid
      AND d.job_id = ${jobId}::uuid AND d.deleted_at IS NULL AND w.embedder IS DISTINCT FROM ${embedder}
    ORDER BY d.id, w.id
    LIMIT ${limit}`;
}

/** Stores vectors (arrays of 512 numbers) with the name of the embedder that made them. */
export async function storeVectors(
  tx: TenantTransaction,
  scope: Scope,
  embedder: string,
  vectors: readonly { id: string; vector: readonly number[] }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE knowledge_window AS w SET embedder = ${embedder}, embedding = given.vector::halfvec
    FROM unnest(
      ${vectors.map(({ id }) => id)}::uuid[],
      ${vectors.map(({ vector }) => `[${vector.join(",")}]`)}::text[]
    ) AS given(id, vector)
    WHERE w.tenant_id = ${scope.tenantId}::uuid AND w.organization_id = ${scope.organizationId}::uuid
      AND w.id = given.id`;
}

/** Marks the job's documents whose windows all have a vector of this embedder. */
export async function markEmbedded(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
  embedder: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE knowledge_document AS d SET vectors = 'complete'
    WHERE d.tenant_id = ${scope.tenantId}::uuid AND d.organization_id = ${scope.organizationId}::uuid
      AND d.job_id = ${jobId}::uuid AND d.status = 'available' AND d.vectors = 'pending'
      AND NOT EXISTS (
        SELECT FROM knowledge_window w
        WHERE w.tenant_id = d.tenant_id AND w.organization_id = d.organization_id AND w.document_id = d.id
          AND w.revision = d.live_revision AND w.embedder IS DISTINCT FROM ${embedder})`;
}
