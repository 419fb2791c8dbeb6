import "server-only";
import { newId } from "@/lib/core/ids";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

export interface PlannedDocument {
  id: string;
  isFile: boolean;
  characters: number;
}

/** What a job still has to index. Marks it as being processed. */
export async function takePending(
  tx: TenantTransaction,
  scope: Scope,
  jobId: string,
): Promise<PlannedDocument[]> {
  await tx.knowledgeDocument.updateMany({
    where: { jobId, status: "queued", deletedAt: null },
    data: { status: "processing" },
  });
  return tx.$queryRaw<PlannedDocument[]>`
    SELECT id, file_name IS NOT NULL AS "isFile", coalesce(char_length(body), 0) AS characters
    FROM knowledge_document
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND job_id = ${jobId}::uuid AND status = 'processing' AND deleted_at IS NULL
    ORDER BY id`;
}

export async function loadContent(tx: TenantTransaction, id: string) {
  return tx.knowledgeDocument.findFirst({
    where: { id, deletedAt: null },
    select: {
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
    },
  });
}
export type DocumentContent = NonNullable<Awaited<ReturnType<typeof loadContent>>>;

export async function storeParsedText(
  tx: TenantTransaction,
  id: string,
  revision: number,
  body: string,
): Promise<void> {
  await tx.knowledgeDocument.updateMany({ where: { id, revision }, data: { body } });
}

/** Removes up to `limit` chunks of a document that are not of the revision to keep. Returns how many. */
export async function removeOtherChunks(
  tx: TenantTransaction,
  documentId: string,
  keep: number | null,
  limit: number,
): Promise<number> {
  const chunks = await tx.knowledgeChunk.findMany({
    where: { documentId, ...(keep !== null && { revision: { not: keep } }) },
    select: { id: true },
    take: limit,
  });
  if (chunks.length === 0) return 0;
  await tx.knowledgeChunk.deleteMany({ where: { id: { in: chunks.map(({ id }) => id) } } });
  return chunks.length;
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

/** Writes chunks of a revision that is not served yet, with their windows and postings. */
export async function stageChunks(
  tx: TenantTransaction,
  scope: Scope,
  document: { id: string; revision: number },
  chunks: readonly StagedChunk[],
): Promise<void> {
  const owner = { tenantId: scope.tenantId, organizationId: scope.organizationId };
  const of = { documentId: document.id, revision: document.revision };
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
      ${document.id}::uuid, ${document.revision}::int, posting.frequency, posting.chunk_length
    FROM unnest(
      ${postings.map(({ term }) => term)}::text[], ${postings.map(({ id }) => id)}::uuid[],
      ${postings.map(({ frequency }) => frequency)}::real[], ${postings.map(({ length }) => length)}::real[]
    ) AS posting(term, chunk_id, frequency, chunk_length)`;
}

/** Lets search serve a complete revision. Returns false when the document changed or went meanwhile. */
export async function publishRevision(
  tx: TenantTransaction,
  document: {
    id: string;
    revision: number;
    chunkCount: number;
    indexedLength: number;
    language: string;
  },
): Promise<boolean> {
  const { id, revision, chunkCount, indexedLength, language } = document;
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { id, revision, deletedAt: null },
    data: {
      liveRevision: revision,
      status: "available",
      chunkCount,
      indexedLength,
      language,
      errorCode: null,
      errorMessage: null,
    },
  });
  return count === 1;
}

/** A document that cannot be indexed; what it served before goes on serving. */
export async function markFailed(
  tx: TenantTransaction,
  where: { id: string; revision: number } | { jobId: string },
  error: { code: string; message: string },
): Promise<void> {
  await tx.knowledgeDocument.updateMany({
    where: { ...where, status: { in: ["queued", "processing"] } },
    data: { status: "failed", errorCode: error.code, errorMessage: error.message },
  });
}

export async function countJobDocuments(tx: TenantTransaction, jobId: string) {
  const where = { jobId, deletedAt: null } as const;
  const total = await tx.knowledgeDocument.count({ where });
  const failed = await tx.knowledgeDocument.findMany({
    where: { ...where, status: "failed" },
    select: { errorCode: true, errorMessage: true },
  });
  const indexed = await tx.knowledgeDocument.count({ where: { ...where, status: "available" } });
  const embedded = await tx.knowledgeDocument.count({
    where: { ...where, status: "available", vectors: "complete" },
  });
  return { total, indexed, embedded, failed };
}
