import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { cancelJob } from "@/lib/domains/ops/jobs-service";
import { keepAnswer } from "@/lib/http/idempotency";
import { requireAllowedUrl } from "@/lib/platform/crawl/admit";
import { crawlRules } from "@/lib/platform/crawl/crawl-rules";
import { FetchFailure } from "@/lib/platform/crawl/fetch-failure";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { takeOut } from "../take-out";
import { write } from "../write";
import {
  allPages,
  countPages,
  countSources,
  deleteSource,
  findByAddress,
  findPage,
  findSource,
  insertSource,
  listPages,
  listSources,
  updatePage,
  updateSource,
} from "./repository";
import { MAX_SOURCES, type PageList, type PagesQuery, type Schedule } from "./schema";
import type { SourceView, SyncView } from "./schema";
import { SITE_WORDS } from "./site-words";
import { holdSource, nextSync, startSync } from "./start-sync";
import { toPageView, toSourceView } from "./views";

const missing = () => notFound("The source");

function requireReadable(address: string): void {
  try {
    requireAllowedUrl(new URL(address), crawlRules());
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    throw new AppError("invalid_input", SITE_WORDS[error.code], {
      field: "address",
      details: { reason: error.code },
    });
  }
}

async function putSource(
  tx: TenantTransaction,
  context: TenantContext,
  source: { address: string; schedule: Schedule },
): Promise<string> {
  const known = await findByAddress(tx, source.address);
  if (known) return known;
  if ((await countSources(tx)) >= MAX_SOURCES) {
    throw new AppError("conflict", `There are ${MAX_SOURCES} sites already. Remove one first.`);
  }
  const id = await insertSource(tx, context, source);
  await recordAudit(tx, context, "source.added", [id]);
  return id;
}

/**
 * Adds a website and starts to read it; one that is there already is read again. Throws `invalid_input` for an address
 * that may not be read, and `conflict` for one too many.
 */
export async function addSource(
  context: TenantContext,
  source: { address: string; schedule: Schedule },
): Promise<SyncView> {
  requireReadable(source.address);
  const add = () =>
    write(context, async (tx) => {
      const id = await putSource(tx, context, source);
      const jobId = await startSync(tx, context, id);
      if (jobId === undefined) throw missing();
      return keepAnswer(tx, { id, jobId });
    });
  try {
    return await add();
  } catch (error) {
    // Another call was faster with the same address: now it is found.
    if (!uniqueViolation(error)?.includes("address")) throw error;
    return add();
  }
}

async function views(tx: TenantTransaction, id?: string): Promise<SourceView[]> {
  const sources = await listSources(tx, id);
  const counted = await countPages(
    tx,
    sources.map((source) => source.id),
  );
  return sources.map((source) =>
    toSourceView(
      source,
      counted.filter(({ sourceId }) => sourceId === source.id),
    ),
  );
}

/** The organization's sources, oldest first. */
export async function readSources(context: TenantContext): Promise<SourceView[]> {
  return withTenant(context, (tx) => views(tx));
}

/** Throws `not_found`. */
export async function readSource(context: TenantContext, id: string): Promise<SourceView> {
  const [view] = await withTenant(context, (tx) => views(tx, id));
  if (!view) throw missing();
  return view;
}

/** One page of a source's pages, in the order in which they were found. Throws `not_found`. */
export async function readPages(
  context: TenantContext,
  id: string,
  query: PagesQuery,
): Promise<PageList> {
  return withTenant(context, async (tx) => {
    if (!(await findSource(tx, id))) throw missing();
    const rows = await listPages(tx, id, query);
    const shown = rows.slice(0, query.limit);
    return {
      pages: shown.map(toPageView),
      nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    };
  });
}

/** Changes when a source is read again by itself. Throws `not_found`. */
export async function changeSchedule(
  context: TenantContext,
  id: string,
  schedule: Schedule,
): Promise<SourceView> {
  return withTenant(context, async (tx) => {
    if (!(await findSource(tx, id))) throw missing();
    await updateSource(tx, id, { schedule, nextSyncAt: nextSync(schedule, new Date()) });
    await recordAudit(tx, context, "source.changed", [id]);
    const [view] = await views(tx, id);
    if (!view) throw missing();
    return view;
  });
}

/** Reads a source again; finds the sync under way when there is one. Throws `not_found`. */
export async function syncSource(context: TenantContext, id: string): Promise<SyncView> {
  return write(context, async (tx) => {
    const jobId = await startSync(tx, context, id);
    if (jobId === undefined) throw missing();
    await recordAudit(tx, context, "source.synced", [id]);
    return keepAnswer(tx, { id, jobId });
  });
}

/**
 * Removes a source with every document that it made, those that were changed by hand as well; a sync under way ends.
 * Throws `not_found`.
 */
export async function removeSource(context: TenantContext, id: string): Promise<void> {
  await write(context, async (tx) => {
    const held = await holdSource(tx, context, id);
    if (!held) throw missing();
    const { jobId, ingestJobId } = held.source;
    const pages = await allPages(tx, id);
    await deleteSource(tx, id);
    const { tenantId, organizationId } = context;
    for (const open of [jobId, ingestJobId]) {
      const job =
        open && (await tx.job.findFirst({ where: { id: open }, select: { round: true } }));
      if (job) await cancelJob(tx, { tenantId, organizationId, jobId: open, round: job.round });
    }
    for (const { documentId } of pages) {
      if (documentId) await takeOut(tx, context, documentId);
    }
    await recordAudit(tx, context, "source.removed", [id]);
  });
}

/**
 * Gives a page back to its site that was left alone since a person had changed or deleted its document, and reads the
 * source again: what the site says takes the place of what was written by hand. Throws `not_found`, and `conflict` for a
 * page that is not left alone.
 */
export async function followPage(
  context: TenantContext,
  { id, pageId }: { id: string; pageId: string },
): Promise<SyncView> {
  return write(context, async (tx) => {
    const page = (await holdSource(tx, context, id)) && (await findPage(tx, id, pageId));
    if (!page) throw notFound("The page");
    if (page.reason !== "edited" && page.reason !== "document_deleted") {
      throw new AppError("conflict", "This page is read with the others.");
    }
    if (page.documentId) {
      await tx.knowledgeDocument.updateMany({
        where: { id: page.documentId },
        data: { editedAt: null },
      });
    }
    const unread = { status: "waiting", reason: null, contentHash: null, etag: null } as const;
    await updatePage(tx, page.id, { ...unread, lastModified: null });
    const jobId = await startSync(tx, context, id);
    if (jobId === undefined) throw missing();
    return { id, jobId };
  });
}
