import "server-only";
import { newId } from "@/lib/core/ids";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

export interface PlannedDocument {
  id: string;
  isFile: boolean;
  characters: number;
}

/** What a job still has to index. */
export async function findPending(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
): Promise<PlannedDocument[]> {
  return tx.$queryRaw<PlannedDocument[]>`
    SELECT id, file_name IS NOT NULL AS "isFile", coalesce(char_length(body), 0) AS characters
    FROM knowledge_document
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND job_id = ${jobId}::uuid AND status IN ('queued', 'processing') AND deleted_at IS NULL
    ORDER BY id`;
}

const CONTENT_COLUMNS = {
  id: true,
  kind: true,
  title: true,
  body: true,
  alternatives: true,
  revision: true,
  liveRevision: true,
  fileName: true,
  fileType: true,
  fileSha256: true,
  organization: { select: { language: true } },
} as const;

/**
 * Begins an attempt to index what a job was given: takes the document's next revision, so that whoever held the one
 * before can write no more. Null when there is nothing to do: it is live, has failed, is deleted or another job's by now.
 */
export async function beginAttempt(tx: TenantTransaction, jobId: string, id: string) {
  const document = await tx.knowledgeDocument.findFirst({
    where: { id, jobId, deletedAt: null, status: { in: ["queued", "processing"] } },
    select: CONTENT_COLUMNS,
  });
  if (!document || document.liveRevision === document.revision) return null;
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { id, jobId, deletedAt: null, revision: document.revision },
    data: { revision: { increment: 1 }, status: "processing" },
  });
  return count === 1 ? { ...document, revision: document.revision + 1 } : null;
}
export type Attempt = NonNullable<Awaited<ReturnType<typeof beginAttempt>>>;

/** Removes chunks with their windows and postings; postings have no foreign key that would take them along. */
export async function deleteChunks(
  tx: TenantTransaction,
  scope: Scope,
  ids: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM knowledge_posting
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND chunk_id = ANY(${[...ids]}::uuid[])`;
  await tx.knowledgeChunk.deleteMany({ where: { id: { in: [...ids] } } });
}

/** Removes up to `limit` chunks that this attempt and earlier ones have left and that search does not serve. Returns how many. */
export async function removeLeftovers(
  tx: TenantTransaction,
  scope: Scope,
  { id, revision }: Pick<Attempt, "id" | "revision">,
  limit: number,
): Promise<number> {
  const left = await tx.$queryRaw<{ id: string }[]>`
    SELECT chunk.id FROM knowledge_chunk chunk
    JOIN knowledge_document document ON document.tenant_id = chunk.tenant_id
      AND document.organization_id = chunk.organization_id AND document.id = chunk.document_id
    WHERE chunk.tenant_id = ${scope.tenantId}::uuid AND chunk.organization_id = ${scope.organizationId}::uuid
      AND chunk.document_id = ${id}::uuid AND chunk.revision <= ${revision}::int
      AND chunk.revision IS DISTINCT FROM document.live_revision
    LIMIT ${limit}`;
  const ids = left.map((chunk) => chunk.id);
  if (ids.length > 0) await deleteChunks(tx, scope, ids);
  return ids.length;
}

export interface StagedChunk {
  ordinal: number;
  heading: string;
  text: string;
  startOffset: number;
  endOffset: number;
  length: number;
  terms: ReadonlyMap<string, number>;
  windows: readonly { startOffset: number; endOffset: number; text: string }[];
}

type Held = Pick<Attempt, "id" | "revision">;

/** Whether the attempt still holds its document; if so, until the end of the transaction. */
async function holds(tx: TenantTransaction, scope: Scope, attempt: Held): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM knowledge_document
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND id = ${attempt.id}::uuid AND revision = ${attempt.revision}::int AND deleted_at IS NULL
    FOR SHARE`;
  return held.length === 1;
}

/**
 * Writes chunks of a revision that is not served yet, with their windows and postings. Returns false, and writes
 * nothing, when the document was changed, deleted or taken by another attempt meanwhile.
 */
export async function stageChunks(
  tx: TenantTransaction,
  scope: Scope,
  attempt: Held,
  chunks: readonly StagedChunk[],
): Promise<boolean> {
  if (!(await holds(tx, scope, attempt))) return false;
  const owner = { tenantId: scope.tenantId, organizationId: scope.organizationId };
  const of = { documentId: attempt.id, revision: attempt.revision };
  const rows = chunks.map((chunk) => ({ id: newId(), chunk }));
  await tx.knowledgeChunk.createMany({
    data: rows.map(({ id, chunk: { ordinal, heading, text, startOffset, endOffset, length } }) => ({
      ...owner,
      ...of,
      id,
      ordinal,
      heading,
      text,
      startOffset,
      endOffset,
      length,
    })),
  });
  await tx.knowledgeWindow.createMany({
    data: rows.flatMap(({ id: chunkId, chunk }) =>
      chunk.windows.map((window, ordinal) => ({
        ...owner,
        ...of,
        ...window,
        id: newId(),
        chunkId,
        ordinal,
      })),
    ),
  });
  const postings = rows.flatMap(({ id, chunk }) =>
    [...chunk.terms].map(([term, frequency]) => ({ term, id, frequency, length: chunk.length })),
  );
  await tx.$executeRaw`
    INSERT INTO knowledge_posting
      (tenant_id, organization_id, term, chunk_id, document_id, revision, frequency, chunk_length)
    SELECT ${scope.tenantId}::uuid, ${scope.organizationId}::uuid, posting.term, posting.chunk_id,
      ${of.documentId}::uuid, ${of.revision}::int, posting.frequency, posting.chunk_length
    FROM unnest(
      ${postings.map(({ term }) => term)}::text[], ${postings.map(({ id }) => id)}::uuid[],
      ${postings.map(({ frequency }) => frequency)}::real[], ${postings.map(({ length }) => length)}::real[]
    ) AS posting(term, chunk_id, frequency, chunk_length)`;
  return true;
}

/** Lets search serve a complete revision. Returns false when the attempt does not hold its document any more. */
export async function publish(
  tx: TenantTransaction,
  { id, revision, fileName }: Held & Pick<Attempt, "fileName">,
  made: {
    chunkCount: number;
    indexedLength: number;
    language: string;
    text: string;
    warnings: string[];
  },
): Promise<boolean> {
  const { chunkCount, indexedLength, language, text, warnings } = made;
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { id, revision, deletedAt: null },
    data: {
      liveRevision: revision,
      status: "available",
      chunkCount,
      indexedLength,
      language,
      warnings,
      ...(fileName !== null && { body: text }),
      errorCode: null,
      errorMessage: null,
    },
  });
  return count === 1;
}

export interface FailureReason {
  code: string;
  message: string;
}

/** Keeps why an attempt failed: told when it was the last one. */
export async function noteFailure(
  tx: TenantTransaction,
  { id, revision }: Pick<Attempt, "id" | "revision">,
  reason: FailureReason,
): Promise<void> {
  await tx.knowledgeDocument.updateMany({
    where: { id, revision },
    data: { errorCode: reason.code, errorMessage: reason.message },
  });
}

/** A document that cannot be indexed as it is; what it served before goes on serving. */
export async function markFailed(
  tx: TenantTransaction,
  { id, revision }: Attempt,
  reason: FailureReason,
): Promise<void> {
  await tx.knowledgeDocument.updateMany({
    where: { id, revision, deletedAt: null },
    data: { status: "failed", errorCode: reason.code, errorMessage: reason.message },
  });
}

/** After the last attempt: what the job has not indexed has failed, for the reason that was noted or else this one. */
export async function giveUp(
  tx: TenantTransaction,
  where: { jobId: string; ids?: readonly string[] },
  reason: FailureReason,
): Promise<void> {
  const open = {
    jobId: where.jobId,
    status: { in: ["queued" as const, "processing" as const] },
    ...(where.ids && { id: { in: [...where.ids] } }),
  };
  await tx.knowledgeDocument.updateMany({
    where: { ...open, errorCode: null },
    data: { status: "failed", errorCode: reason.code, errorMessage: reason.message },
  });
  await tx.knowledgeDocument.updateMany({ where: open, data: { status: "failed" } });
}

/** How far a job's documents are. Those that newer jobs have taken, and deleted ones, are not its any more. */
export async function countJobDocuments(tx: TenantTransaction, jobId: string) {
  const where = { jobId, deletedAt: null };
  const failed = await tx.knowledgeDocument.findMany({
    where: { ...where, status: "failed" },
    select: { errorCode: true, errorMessage: true },
    orderBy: { id: "asc" },
  });
  const total = await tx.knowledgeDocument.count({ where });
  const unindexed = await tx.knowledgeDocument.count({
    where: { ...where, status: { in: ["queued", "processing"] } },
  });
  const unembedded = await tx.knowledgeDocument.count({
    where: { ...where, status: "available", vectors: "pending" },
  });
  return { total, unindexed, unembedded, failed };
}

/** A cancelled job's documents that are not indexed have failed; their next revision keeps running attempts from writing. */
export async function stopOpen(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
  reason: FailureReason,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE knowledge_document SET status = 'failed', revision = revision + 1,
      error_code = ${reason.code}, error_message = ${reason.message}, updated_at = now()
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND job_id = ${jobId}::uuid AND status IN ('queued', 'processing') AND deleted_at IS NULL`;
}

/** What failed of a job waits to be indexed again, by the job itself. */
export async function queueFailed(tx: TenantTransaction, jobId: string): Promise<void> {
  await tx.knowledgeDocument.updateMany({
    where: { jobId, status: "failed", deletedAt: null },
    data: {
      status: "queued",
      revision: { increment: 1 },
      vectors: "pending",
      errorCode: null,
      errorMessage: null,
    },
  });
}
