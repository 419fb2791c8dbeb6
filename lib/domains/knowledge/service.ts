import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { createJob } from "@/lib/domains/ops/jobs-service";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { citationsOf } from "./citations/repository";
import type { ChangeKind } from "./history/schema";
import {
  changeContent,
  changeDetails,
  findDocument,
  listDocuments,
  lockDocument,
  type ContentChange,
  type FullDocumentRow,
} from "./repository";
import type { AcceptedView, DocumentDetail, DocumentList, FaqList, ListQuery } from "./schema";
import { leaveToOwner } from "./sources/repository";
import { takeOut } from "./take-out";
import { toDocumentDetail, toFaqView, toListedDocument } from "./views";
import { startIngestion, takesExternalId, write } from "./write";

type Kind = "document" | "faq";

const missing = (kind?: Kind) => notFound(kind === "faq" ? "The FAQ" : "The document");

export async function readDocument(
  context: TenantContext,
  id: string,
  kind?: Kind,
): Promise<FullDocumentRow> {
  const row = await withTenant(context, (tx) => findDocument(tx, id, kind));
  if (!row) throw missing(kind);
  return row;
}

// Only what differs is indexed anew; sending a failed document again means to try again.
function changesContent(current: FullDocumentRow, change: ContentChange): boolean {
  const { title, body, alternatives } = change;
  const given = title !== undefined || body !== undefined || alternatives !== undefined;
  if (current.status === "failed") return given;
  return (
    (title !== undefined && title !== current.title) ||
    (body !== undefined && body !== current.body) ||
    (alternatives !== undefined && alternatives.join("\0") !== current.alternatives.join("\0"))
  );
}

/** Changes a document that the transaction holds, and starts what has to follow. */
export async function applyChange(
  tx: TenantTransaction,
  context: TenantContext,
  current: FullDocumentRow,
  changes: ContentChange,
  kind?: ChangeKind,
): Promise<void> {
  const ofSite = current.origin === "site";
  if (changesContent(current, changes)) {
    const jobId = await createJob(tx, context, "knowledge.ingest", { total: 2 });
    const edited = ofSite ? { ...changes, editedAt: new Date() } : changes;
    await changeContent(tx, context, { id: current.id, jobId }, edited, kind);
    if (ofSite) await leaveToOwner(tx, current.id, "edited");
    await startIngestion(tx, context, jobId);
  } else {
    await changeDetails(tx, context, current.id, changes, kind);
  }
  const action = kind === "restored" ? "document.restored" : "document.updated";
  await recordAudit(tx, context, action, [current.id]);
}

/**
 * Changes a document. What search reads as content (title, body, alternatives) is indexed anew by a job while the old
 * revision serves; other fields count at once. Throws `not_found`, and `conflict` for a taken external id.
 */
export async function changeDocument(
  context: TenantContext,
  id: string,
  kind: Kind,
  changes: ContentChange,
): Promise<FullDocumentRow> {
  try {
    return await write(context, async (tx) => {
      const current = await lockDocument(tx, context, id);
      if (!current || (kind === "faq" && current.kind !== kind)) throw missing(kind);
      if (current.kind !== kind) {
        throw new AppError("conflict", "This is a FAQ. Change it as one, by /api/v1/faqs.");
      }
      if (changes.body !== undefined && current.fileName !== null) {
        throw new AppError("invalid_input", "The text of an uploaded file is read from the file.", {
          field: "text",
        });
      }
      await applyChange(tx, context, current, changes);
      const changed = await findDocument(tx, id);
      if (!changed) throw missing(kind);
      return changed;
    });
  } catch (error) {
    if (!takesExternalId(error)) throw error;
    throw new AppError("conflict", "Another document has this externalId.", {
      cause: error,
      field: "externalId",
    });
  }
}

/** Indexes a document again, from its file or its text. Throws `not_found`. */
export async function reindex(context: TenantContext, id: string): Promise<AcceptedView> {
  return write(context, async (tx) => {
    const jobId = await createJob(tx, context, "knowledge.reindex", { total: 2 });
    if (!(await changeContent(tx, context, { id, jobId }, {}))) throw missing();
    await recordAudit(tx, context, "document.reindexed", [id]);
    await startIngestion(tx, context, jobId);
    return { id, jobId, status: "queued" };
  });
}

/** Takes a document out of search at once; a job removes its rows and its file. Returns its id. Throws `not_found`. */
export async function deleteDocument(
  context: TenantContext,
  id: string,
  kind?: Kind,
): Promise<string> {
  return write(context, async (tx) => {
    const jobId = await takeOut(tx, context, id, kind);
    if (jobId === undefined) throw missing(kind);
    await leaveToOwner(tx, id, "document_deleted");
    await recordAudit(tx, context, "document.deleted", [id]);
    return jobId;
  });
}

/** A document as it is, with how often it is cited. Throws `not_found`. */
export async function readDetail(context: TenantContext, id: string): Promise<DocumentDetail> {
  return withTenant(context, async (tx) => {
    const row = await findDocument(tx, id);
    if (!row) throw missing();
    return toDocumentDetail(row, (await citationsOf(tx, context, [id])).get(id));
  });
}

function cut(rows: readonly FullDocumentRow[], { limit }: ListQuery) {
  const shown = rows.slice(0, limit);
  return { shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

export async function listKnowledge(
  context: TenantContext,
  query: ListQuery,
): Promise<DocumentList> {
  return withTenant(context, async (tx) => {
    const { shown, nextCursor } = cut(await listDocuments(tx, query, query.kind), query);
    const ids = shown.map(({ id }) => id);
    const citations = await citationsOf(tx, context, ids);
    const documents = shown.map((row) => toListedDocument(row, citations.get(row.id)));
    return { documents, nextCursor };
  });
}

export async function listFaqs(context: TenantContext, query: ListQuery): Promise<FaqList> {
  const rows = await withTenant(context, (tx) => listDocuments(tx, query, "faq"));
  const { shown, nextCursor } = cut(rows, query);
  return { faqs: shown.map(toFaqView), nextCursor };
}
