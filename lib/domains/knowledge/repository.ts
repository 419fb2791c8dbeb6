import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { literal } from "@/lib/platform/db/found-words";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { keepVersion } from "./history/repository";
import type { ChangeKind } from "./history/schema";
import type { ListQuery } from "./schema";

export const LIST_COLUMNS = {
  id: true,
  kind: true,
  origin: true,
  editedAt: true,
  externalId: true,
  title: true,
  url: true,
  status: true,
  chunkCount: true,
  vectors: true,
  errorCode: true,
  errorMessage: true,
  liveRevision: true,
  warnings: true,
  fileName: true,
  language: true,
  jobId: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.KnowledgeDocumentSelect;

export type DocumentRow = Prisma.KnowledgeDocumentGetPayload<{ select: typeof LIST_COLUMNS }>;

const CONTENT_COLUMNS = {
  title: true,
  body: true,
  alternatives: true,
  url: true,
  status: true,
} as const satisfies Prisma.KnowledgeDocumentSelect;

const FULL_COLUMNS = { ...LIST_COLUMNS, ...CONTENT_COLUMNS } as const;
export type FullDocumentRow = Prisma.KnowledgeDocumentGetPayload<{ select: typeof FULL_COLUMNS }>;

/** A deleted document is gone for everybody from the moment of its deletion; its rows follow by a job. */
const NOT_DELETED = { deletedAt: null } as const;

export type NewDocument = Pick<
  Prisma.KnowledgeDocumentUncheckedCreateInput,
  | "id"
  | "kind"
  | "origin"
  | "title"
  | "url"
  | "externalId"
  | "body"
  | "jobId"
  | "fileName"
  | "fileType"
  | "fileSha256"
  | "fileBytes"
> & { alternatives?: string[] };

export async function insertDocument(
  tx: TenantTransaction,
  scope: Scope,
  document: NewDocument,
): Promise<void> {
  await tx.knowledgeDocument.create({
    data: { ...ownedBy(scope), ...document },
    select: { id: true },
  });
}

/**
 * Keeps a place for a document whose file is not stored yet. Nobody sees it before `fillReservation`; when that does not
 * come, the sweep removes it with whatever was stored.
 */
export async function reserveDocument(
  tx: TenantTransaction,
  context: TenantContext,
  document: NewDocument,
): Promise<void> {
  await tx.knowledgeDocument.create({
    data: { ...ownedBy(context), ...document, deletedAt: new Date() },
    select: { id: true },
  });
}

/** Makes a reserved document one that is there. Returns false when the sweep took it for abandoned. */
export async function fillReservation(
  tx: TenantTransaction,
  id: string,
  jobId: string,
): Promise<boolean> {
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { id, deletedAt: { not: null }, jobId: null },
    data: { deletedAt: null, jobId },
  });
  return count === 1;
}

export async function findByExternalId(tx: TenantTransaction, externalId: string) {
  return tx.knowledgeDocument.findFirst({
    where: { externalId, ...NOT_DELETED },
    select: { ...CONTENT_COLUMNS, id: true, kind: true, fileName: true },
  });
}

export async function findDocument(
  tx: TenantTransaction,
  id: string,
  kind?: "document" | "faq",
): Promise<FullDocumentRow | null> {
  return tx.knowledgeDocument.findFirst({
    where: { id, ...NOT_DELETED, ...(kind && { kind }) },
    select: FULL_COLUMNS,
  });
}

/** The document as it is until the end of the transaction: nobody else changes it meanwhile. */
export async function lockDocument(
  tx: TenantTransaction,
  scope: Scope,
  id: string,
): Promise<FullDocumentRow | null> {
  await tx.$queryRaw`
    SELECT id FROM knowledge_document
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND id = ${id}::uuid
    FOR NO KEY UPDATE`;
  return findDocument(tx, id);
}

export interface ContentChange {
  title?: string | undefined;
  url?: string | null | undefined;
  externalId?: string | null | undefined;
  body?: string | undefined;
  alternatives?: string[] | undefined;
  /** Set when a person changes what a source had read. */
  editedAt?: Date | undefined;
}

// An absent field is left alone; the client would refuse an undefined one.
function given(change: ContentChange): ContentChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/**
 * Changes fields that are no content; search reads them from the document itself, so nothing is indexed anew. What it was
 * before is kept, here and below.
 */
export async function changeDetails(
  tx: TenantTransaction,
  context: TenantContext,
  id: string,
  change: ContentChange,
  kind?: ChangeKind,
): Promise<void> {
  await keepVersion(tx, context, id, change, kind);
  await tx.knowledgeDocument.updateMany({ where: { id, ...NOT_DELETED }, data: given(change) });
}

/**
 * Changes content and queues its next revision; the live one serves until that is complete. Returns whether the document
 * was still there.
 */
export async function changeContent(
  tx: TenantTransaction,
  context: TenantContext,
  { id, jobId }: { id: string; jobId: string },
  change: ContentChange,
  kind?: ChangeKind,
): Promise<boolean> {
  await keepVersion(tx, context, id, change, kind);
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { id, ...NOT_DELETED },
    data: {
      ...given(change),
      revision: { increment: 1 },
      status: "queued",
      vectors: "pending",
      errorCode: null,
      errorMessage: null,
      jobId,
    },
  });
  return count === 1;
}

/** Takes a document out of search and lists, and frees its external id. Returns whether it was there. */
export async function markDeleted(
  tx: TenantTransaction,
  id: string,
  kind?: "document" | "faq",
): Promise<boolean> {
  const { count } = await tx.knowledgeDocument.updateMany({
    where: { id, ...NOT_DELETED, ...(kind && { kind }) },
    data: { deletedAt: new Date(), liveRevision: null, externalId: null },
  });
  return count === 1;
}

/** Documents that should have been removed by a certain time and are still there, some at a time. */
export async function findUnpurged(tx: TenantTransaction, before: Date): Promise<string[]> {
  const rows = await tx.knowledgeDocument.findMany({
    where: { deletedAt: { lt: before } },
    select: { id: true },
    orderBy: { deletedAt: "asc" },
    take: 100,
  });
  return rows.map(({ id }) => id);
}

function matches(search: string): Prisma.KnowledgeDocumentWhereInput {
  const found = { contains: literal(search), mode: "insensitive" as const };
  // The text of documents is for the search by content; here it would be read row by row.
  const inAnswer = { kind: "faq" as const, body: found };
  return { OR: [{ title: found }, { externalId: found }, { fileName: found }, inAnswer] };
}

/** What visitors could have been answered from, and never were. */
const NEVER_CITED = {
  liveRevision: { not: null },
  citationDays: { none: {} },
} as const satisfies Prisma.KnowledgeDocumentWhereInput;

/** One page, newest first. The cursor is the last id of the page before: ids sort by time and never change. */
export async function listDocuments(
  tx: TenantTransaction,
  query: ListQuery,
  kind: "document" | "faq" | undefined,
): Promise<FullDocumentRow[]> {
  return tx.knowledgeDocument.findMany({
    where: {
      ...NOT_DELETED,
      ...(kind && { kind }),
      ...(query.status && { status: query.status }),
      ...(query.cited && NEVER_CITED),
      ...(query.search && matches(query.search)),
      ...(query.cursor && { id: { lt: query.cursor } }),
    },
    select: kind === "faq" ? FULL_COLUMNS : { ...LIST_COLUMNS, alternatives: true, body: false },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
}

/** The organization's own language, ISO 639-1. */
export async function readLanguage(tx: TenantTransaction): Promise<string> {
  const { language } = await tx.organization.findFirstOrThrow({ select: { language: true } });
  return language;
}

/** The titles of documents that are there, by their ids. */
export async function readTitles(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.knowledgeDocument.findMany({
    where: { id: { in: [...ids] }, ...NOT_DELETED },
    select: { id: true, title: true },
  });
  return new Map(rows.map(({ id, title }) => [id, title]));
}
