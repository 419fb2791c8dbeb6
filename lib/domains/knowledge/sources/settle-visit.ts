import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { lockDocument } from "../repository";
import { takeOut } from "../take-out";
import { gather, type Emitter } from "./gather";
import { findTwin, updatePage, type Page, type SourceRow } from "./repository";
import type { PageReason } from "./schema";
import type { PageStatus } from "./terms";
import type { Visit } from "./read-visit";

interface Settled {
  status: PageStatus;
  reason: PageReason | null;
  documentId?: string | null;
  contentHash?: string | null;
  etag?: string | null;
  lastModified?: string | null;
}

/** Pages that cannot be had just now keep what was read of them before; others say that it holds no more. */
async function withoutText(
  tx: TenantTransaction,
  emitter: Emitter,
  page: Page,
  { status, reason }: { status: PageStatus; reason: PageReason },
): Promise<Settled> {
  if (status === "failed") return { status, reason };
  if (page.documentId) {
    await updatePage(tx, page.id, { documentId: null });
    await takeOut(tx, emitter, page.documentId);
  }
  const forgotten = { documentId: null, contentHash: null, etag: null, lastModified: null };
  return { status, reason, ...forgotten };
}

async function withText(
  tx: TenantTransaction,
  emitter: Emitter,
  source: SourceRow,
  page: Page,
  visit: Extract<Visit, { found: "content" }>,
): Promise<Settled> {
  const { title, text: body, hash: contentHash, etag, lastModified } = visit;
  if (page.documentId && page.contentHash === contentHash) {
    return { status: "unchanged", reason: null, etag, lastModified };
  }
  if (await findTwin(tx, page, contentHash)) {
    return withoutText(tx, emitter, page, { status: "skipped", reason: "duplicate" });
  }
  const documentId = await gather(
    tx,
    emitter,
    source,
    { title, body, url: page.url },
    page.documentId,
  );
  if (documentId === undefined) return { status: "skipped", reason: "document_deleted" };
  return { status: "fetched", reason: null, documentId, contentHash, etag, lastModified };
}

/**
 * Writes down what a visit found, with the document that it makes, changes or takes away. What a person has changed in the
 * meantime stays theirs: the document is held until the end of the transaction.
 */
export async function settleVisit(
  tx: TenantTransaction,
  emitter: Emitter,
  source: SourceRow,
  page: Page,
  visit: Visit,
): Promise<void> {
  const document = page.documentId ? await lockDocument(tx, emitter, page.documentId) : null;
  let settled: Settled;
  if (document?.editedAt) settled = { status: "skipped", reason: "edited" };
  else if (visit.found === "unchanged") settled = { status: "unchanged", reason: null };
  else if (visit.found === "content") settled = await withText(tx, emitter, source, page, visit);
  else settled = await withoutText(tx, emitter, page, visit);
  await updatePage(tx, page.id, { ...settled, visitedAt: new Date() });
}
