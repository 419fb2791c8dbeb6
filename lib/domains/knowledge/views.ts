import type { Citations } from "./citations/repository";
import type { DocumentRow, FullDocumentRow } from "./repository";
import type { DocumentDetail, DocumentView, FaqView, ListedDocument } from "./schema";

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

/** `citations` is absent for what was never cited. */
export function toListedDocument(
  row: DocumentRow,
  citations: Citations | undefined,
): ListedDocument {
  const { recent = 0, lastAt } = citations ?? {};
  return {
    ...toDocumentView(row),
    citations: { recent, lastAt: lastAt?.toISOString() ?? null },
  };
}

export function toDocumentDetail(
  row: FullDocumentRow,
  citations: Citations | undefined,
): DocumentDetail {
  return { ...toListedDocument(row, citations), text: row.body };
}

export function toFaqView(row: FullDocumentRow): FaqView {
  return {
    ...toDocumentView(row),
    question: row.title,
    answer: row.body ?? "",
    alternatives: row.alternatives,
  };
}
