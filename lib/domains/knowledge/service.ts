import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createJob } from "@/lib/domains/ops/jobs-service";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { emit } from "@/lib/platform/events/outbox";
import { wakeRelay } from "@/lib/platform/events/relay";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import {
  changeContent,
  changeDetails,
  findByExternalId,
  findDocument,
  insertDocument,
  listDocuments,
  markDeleted,
  type ContentChange,
  type FullDocumentRow,
} from "./repository";
import type { AcceptedView, BulkView, DocumentList, FaqList, ListQuery } from "./schema";
import { toDocumentView, toFaqView } from "./views";

type Kind = "document" | "faq";

/** Content as it comes in, whatever its kind: a FAQ's question is the title, its answer the body. */
export interface NewContent {
  kind: Kind;
  origin: "text" | "api";
  title: string;
  body: string;
  alternatives?: string[];
  url?: string | undefined;
  externalId?: string | undefined;
}

async function startIngestion(
  tx: TenantTransaction,
  context: TenantContext,
  jobId: string,
): Promise<void> {
  await emit(tx, context, "knowledge/documents.ingest", { jobId });
}

/** Runs `fn` in the tenant, has its events sent after the commit, and names the field when an external id is taken. */
async function write<T>(
  context: TenantContext,
  fn: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  try {
    const result = await withTenant(context, fn);
    wakeRelay();
    return result;
  } catch (error) {
    if (!uniqueViolation(error)?.includes("external_id")) throw error;
    throw new AppError("conflict", "Another document has this externalId.", {
      cause: error,
      field: "externalId",
    });
  }
}

// The same external id again updates: an integration may send everything each night.
async function put(
  tx: TenantTransaction,
  context: TenantContext,
  jobId: string,
  content: NewContent,
): Promise<string> {
  const { kind, origin, title, body, alternatives = [], url = null, externalId = null } = content;
  const existing = externalId === null ? null : await findByExternalId(tx, externalId);
  if (!existing) {
    const id = newId();
    await insertDocument(tx, context, {
      id,
      kind,
      origin,
      title,
      body,
      alternatives,
      url,
      externalId,
      jobId,
    });
    return id;
  }
  if (existing.kind !== kind) {
    throw new AppError("conflict", `This externalId belongs to a ${existing.kind}.`, {
      field: "externalId",
    });
  }
  await changeContent(tx, existing.id, jobId, { title, body, alternatives, url });
  return existing.id;
}

/**
 * Stores contents and starts one job that indexes them. All or nothing. Throws `conflict` when an external id belongs
 * to a record of the other kind.
 */
export async function addContents(
  context: TenantContext,
  contents: readonly NewContent[],
): Promise<BulkView> {
  return write(context, async (tx) => {
    const jobId = await createJob(tx, context, "knowledge.ingest", 2 * contents.length);
    const ids: string[] = [];
    for (const content of contents) ids.push(await put(tx, context, jobId, content));
    await recordAudit(tx, context, "document.created", ids);
    await startIngestion(tx, context, jobId);
    const documents = contents.map(({ externalId }, index) => ({
      id: ids[index]!,
      externalId: externalId ?? null,
      status: "queued" as const,
    }));
    return { documents, jobId };
  });
}

export async function addContent(
  context: TenantContext,
  content: NewContent,
): Promise<AcceptedView> {
  const { documents, jobId } = await addContents(context, [content]);
  return { id: documents[0]!.id, jobId, status: "queued" };
}

/** Stores the record of a file that storage has taken, and starts its ingestion. */
export async function addFile(
  context: TenantContext,
  file: {
    id: string;
    title: string;
    fileName: string;
    fileType: string;
    fileBytes: number;
    fileSha256: string;
  },
): Promise<AcceptedView> {
  return write(context, async (tx) => {
    const jobId = await createJob(tx, context, "knowledge.ingest", 2);
    await insertDocument(tx, context, { ...file, kind: "document", origin: "upload", jobId });
    await recordAudit(tx, context, "document.created", [file.id]);
    await startIngestion(tx, context, jobId);
    return { id: file.id, jobId, status: "queued" };
  });
}

export async function readDocument(
  context: TenantContext,
  id: string,
  kind?: Kind,
): Promise<FullDocumentRow> {
  const row = await withTenant(context, (tx) => findDocument(tx, id, kind));
  if (!row) throw notFound(kind === "faq" ? "The FAQ" : "The document");
  return row;
}

/**
 * Changes a document. What search reads as content (title, body, alternatives) is indexed anew by a job while the old
 * revision serves; other fields count at once. Throws `not_found`, and `conflict` for a taken external id.
 */
export async function changeDocument(
  context: TenantContext,
  id: string,
  kind: Kind,
  change: ContentChange,
): Promise<FullDocumentRow> {
  return write(context, async (tx) => {
    const current = await findDocument(tx, id, kind);
    if (!current) throw notFound(kind === "faq" ? "The FAQ" : "The document");
    if (change.body !== undefined && current.fileName !== null) {
      throw new AppError("invalid_input", "The text of an uploaded file is read from the file.", {
        field: "text",
      });
    }
    const isContent =
      change.title !== undefined || change.body !== undefined || change.alternatives !== undefined;
    if (isContent) {
      const jobId = await createJob(tx, context, "knowledge.ingest", 2);
      await changeContent(tx, id, jobId, change);
      await startIngestion(tx, context, jobId);
    } else {
      await changeDetails(tx, id, change);
    }
    await recordAudit(tx, context, "document.updated", [id]);
    const changed = await findDocument(tx, id, kind);
    if (!changed) throw notFound("The document");
    return changed;
  });
}

/** Indexes a document again, from its file or its text. Throws `not_found`. */
export async function reindex(context: TenantContext, id: string): Promise<AcceptedView> {
  return write(context, async (tx) => {
    if (!(await findDocument(tx, id))) throw notFound("The document");
    const jobId = await createJob(tx, context, "knowledge.reindex", 2);
    await changeContent(tx, id, jobId, {});
    await recordAudit(tx, context, "document.reindexed", [id]);
    await startIngestion(tx, context, jobId);
    return { id, jobId, status: "queued" };
  });
}

/** Takes a document out of search at once; a job removes its rows and its file. Throws `not_found`. */
export async function deleteDocument(
  context: TenantContext,
  id: string,
  kind?: Kind,
): Promise<void> {
  await write(context, async (tx) => {
    if (!(await markDeleted(tx, id, kind))) throw notFound("The document");
    await recordAudit(tx, context, "document.deleted", [id]);
    await emit(tx, context, "knowledge/document.deleted", { documentId: id });
  });
}

async function page(context: TenantContext, query: ListQuery, kind: Kind | undefined) {
  const rows = await withTenant(context, (tx) => listDocuments(tx, query, kind));
  const shown = rows.slice(0, query.limit);
  return { shown, nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null };
}

export async function listKnowledge(
  context: TenantContext,
  query: ListQuery,
): Promise<DocumentList> {
  const { shown, nextCursor } = await page(context, query, query.kind);
  return { documents: shown.map(toDocumentView), nextCursor };
}

export async function listFaqs(context: TenantContext, query: ListQuery): Promise<FaqList> {
  const { shown, nextCursor } = await page(context, query, "faq");
  return { faqs: shown.map(toFaqView), nextCursor };
}
