import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy } from "@/lib/tenancy/context";
import type { PagesQuery, Schedule } from "./schema";
import type { PageStatus } from "./terms";

const COLUMNS = {
  id: true,
  address: true,
  schedule: true,
  startUrl: true,
  robots: true,
  foundCount: true,
  followsLinks: true,
  notice: true,
  jobId: true,
  ingestJobId: true,
  lastSyncedAt: true,
  nextSyncAt: true,
  createdAt: true,
} as const satisfies Prisma.SourceSelect;

const LIST_COLUMNS = {
  ...COLUMNS,
  robots: false,
  job: {
    select: {
      id: true,
      status: true,
      progressDone: true,
      progressTotal: true,
      errorCode: true,
      errorMessage: true,
    },
  },
} as const satisfies Prisma.SourceSelect;

export type SourceRow = Prisma.SourceGetPayload<{ select: typeof COLUMNS }>;
export type ListedSource = Prisma.SourceGetPayload<{ select: typeof LIST_COLUMNS }>;

export async function listSources(tx: TenantTransaction, id?: string): Promise<ListedSource[]> {
  return tx.source.findMany({
    where: { ...(id && { id }) },
    select: LIST_COLUMNS,
    orderBy: { id: "asc" },
  });
}

/** The addresses of websites by their ids; of one that was removed there is none. */
export async function readAddresses(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.source.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, address: true },
  });
  return new Map(rows.map(({ id, address }) => [id, address]));
}

export async function countSources(tx: TenantTransaction): Promise<number> {
  return tx.source.count();
}

export async function findByAddress(
  tx: TenantTransaction,
  address: string,
): Promise<string | undefined> {
  const source = await tx.source.findFirst({ where: { address }, select: { id: true } });
  return source?.id;
}

export async function insertSource(
  tx: TenantTransaction,
  scope: Scope,
  source: { address: string; schedule: Schedule },
): Promise<string> {
  const id = newId();
  await tx.source.create({
    data: { ...ownedBy(scope), id, kind: "site", ...source },
    select: { id: true },
  });
  return id;
}

/** The source until the end of the transaction: no sync starts, ends or writes a page of it meanwhile. */
export async function lockSource(
  tx: TenantTransaction,
  scope: Scope,
  id: string,
): Promise<SourceRow | null> {
  await tx.$queryRaw`
    SELECT id FROM source
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND id = ${id}::uuid
    FOR UPDATE`;
  return findSource(tx, id);
}

export async function findSource(tx: TenantTransaction, id: string): Promise<SourceRow | null> {
  return tx.source.findFirst({ where: { id }, select: COLUMNS });
}

export async function updateSource(
  tx: TenantTransaction,
  id: string,
  data: Prisma.SourceUncheckedUpdateManyInput,
): Promise<void> {
  await tx.source.updateMany({ where: { id }, data });
}

/** Takes its pages along; their documents are the caller's to remove. */
export async function deleteSource(tx: TenantTransaction, id: string): Promise<void> {
  await tx.source.deleteMany({ where: { id } });
}

/** Sources whose next sync is due, some at a time. */
export async function findDue(tx: TenantTransaction, now: Date): Promise<string[]> {
  const due = await tx.source.findMany({
    where: { nextSyncAt: { lte: now } },
    select: { id: true },
    orderBy: { nextSyncAt: "asc" },
    take: 20,
  });
  return due.map(({ id }) => id);
}

/** How many pages each source has of each status. */
export async function countPages(tx: TenantTransaction, sourceIds: readonly string[]) {
  return tx.sourcePage.groupBy({
    by: ["sourceId", "status"],
    where: { sourceId: { in: [...sourceIds] } },
    _count: true,
  });
}

const PAGE_COLUMNS = {
  id: true,
  url: true,
  status: true,
  reason: true,
  documentId: true,
  visitedAt: true,
} as const satisfies Prisma.SourcePageSelect;
export type PageRow = Prisma.SourcePageGetPayload<{ select: typeof PAGE_COLUMNS }>;

/** One page of them, as they were found. The cursor is the last id of the page before. */
export async function listPages(
  tx: TenantTransaction,
  sourceId: string,
  { cursor, limit, status }: PagesQuery,
): Promise<PageRow[]> {
  return tx.sourcePage.findMany({
    where: { sourceId, ...(status && { status }), ...(cursor && { id: { gt: cursor } }) },
    select: PAGE_COLUMNS,
    orderBy: { id: "asc" },
    take: limit + 1,
  });
}

/** All pages of a source in the order of visits: never more than a few times what is read of a site. */
export async function allPages(tx: TenantTransaction, sourceId: string) {
  return tx.sourcePage.findMany({ where: { sourceId }, orderBy: { position: "asc" } });
}
export type Page = Awaited<ReturnType<typeof allPages>>[number];

export async function findPage(tx: TenantTransaction, sourceId: string, id: string) {
  return tx.sourcePage.findFirst({ where: { sourceId, id } });
}

/** The next page that waits for a visit. */
export async function nextPage(tx: TenantTransaction, sourceId: string): Promise<Page | null> {
  return tx.sourcePage.findFirst({
    where: { sourceId, status: "waiting" },
    orderBy: { position: "asc" },
  });
}

export async function countWithStatus(
  tx: TenantTransaction,
  sourceId: string,
  status: PageStatus,
): Promise<number> {
  return tx.sourcePage.count({ where: { sourceId, status } });
}

export interface NewPage {
  url: string;
  position: number;
  status: PageStatus;
  reason: string | null;
}

/** Pages that are known already stay as they are. */
export async function insertPages(
  tx: TenantTransaction,
  scope: Scope,
  sourceId: string,
  pages: readonly NewPage[],
): Promise<void> {
  await tx.sourcePage.createMany({
    data: pages.map((page) => ({ ...ownedBy(scope), sourceId, ...page, id: newId() })),
    skipDuplicates: true,
  });
}

export async function updatePage(
  tx: TenantTransaction,
  id: string,
  data: Prisma.SourcePageUncheckedUpdateManyInput,
): Promise<void> {
  await tx.sourcePage.updateMany({ where: { id }, data });
}

/** Whether another page of the source has the same content and a document of it. */
export async function findTwin(
  tx: TenantTransaction,
  page: Pick<Page, "id" | "sourceId">,
  contentHash: string,
): Promise<boolean> {
  const twin = await tx.sourcePage.findFirst({
    where: {
      sourceId: page.sourceId,
      contentHash,
      documentId: { not: null },
      id: { not: page.id },
    },
    select: { id: true },
  });
  return twin !== null;
}

/** What a person does to a document counts more than what a site says: its page is left alone from now on. */
export async function leaveToOwner(
  tx: TenantTransaction,
  documentId: string,
  reason: "edited" | "document_deleted",
): Promise<void> {
  await tx.sourcePage.updateMany({
    where: { documentId },
    data: {
      status: "skipped",
      reason,
      ...(reason === "document_deleted" && { documentId: null, contentHash: null }),
    },
  });
}
