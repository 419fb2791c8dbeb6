import type { DocumentRow, FullDocumentRow } from "./repository";
import type { DocumentDetail, DocumentView, FaqView } from "./schema";

export function toDocumentView(row: DocumentRow): DocumentView {
  return {
    id: row.id,
    kind: row.kind,
    externalId: row.externalId,
    title: row.title,
    url: row.url,
    status: row.status,
    chunks: row.chunkCount,
    vectors: row.vectors,
    // Before the last attempt has failed, its reason is none of the caller's.
    ...(row.status === "failed" && {
      error: { code: row.errorCode ?? "internal", message: row.errorMessage ?? "" },
    }),
    searchable: row.liveRevision !== null,
    warnings: row.warnings,
    fileName: row.fileName,
    language: row.language,
    site: row.origin === "site" ? (row.editedAt ? "edited" : "followed") : null,
    jobId: row.jobId,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toDocumentDetail(row: FullDocumentRow): DocumentDetail {
  return { ...toDocumentView(row), text: row.body };
}

export function toFaqView(row: FullDocumentRow): FaqView {
  return {
    ...toDocumentView(row),
    question: row.title,
    answer: row.body ?? "",
    alternatives: row.alternatives,
  };
}
