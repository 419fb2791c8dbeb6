import { z } from "zod";
import { FETCH_REASONS } from "@/lib/core/fetch-reasons";
import { JOB_STATUSES } from "@/lib/domains/ops/terms";
import { PAGE_STATUSES } from "./terms";

/** Read of one site at most; more would take a visit longer than anybody waits for. */
export const MAX_PAGES = 50;
export const MAX_SOURCES = 20;

/** What is typed for the address of a site, in full: people leave out the scheme. Undefined for what is none. */
function siteUrl(typed: string): URL | undefined {
  const text = typed.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  url.hash = "";
  return url;
}

const siteAddress = z
  .string()
  .max(2000, "At most 2,000 characters")
  .refine((typed) => siteUrl(typed)?.hostname.includes(".") || siteUrl(typed)?.port, {
    error: "Type the address of a website, as www.example.com",
  })
  .refine((typed) => !siteUrl(typed)?.username, "An address with a name in it can't be read")
  .transform((typed) => siteUrl(typed)?.href ?? typed)
  .describe("The site's address; what is under its folder is read, on this host alone.");

const schedule = z.enum(["off", "daily", "weekly"]);
export type Schedule = z.infer<typeof schedule>;

export const sourceInput = z.strictObject({
  address: siteAddress,
  schedule: schedule.default("weekly"),
});

export const sourceParams = z.strictObject({ id: z.uuid() });
export const scheduleInput = z.strictObject({ ...sourceParams.shape, schedule });
export const pageParams = z.strictObject({ ...sourceParams.shape, pageId: z.uuid() });

const pageStatus = z.enum(PAGE_STATUSES);

/** Why a page is not read, or not read any more. */
export const PAGE_REASONS = [
  ...FETCH_REASONS,
  "not_found",
  "refused",
  "robots",
  "noindex",
  "moved",
  "duplicate",
  "not_a_page",
  "empty",
  "too_long",
  "unreadable",
  "edited",
  "document_deleted",
] as const;
export type PageReason = (typeof PAGE_REASONS)[number];

export const pagesQuery = z.strictObject({
  cursor: z.uuid("Not a cursor of this list").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  status: pageStatus.optional(),
});
export type PagesQuery = z.infer<typeof pagesQuery>;

const counts = z.object({
  waiting: z.int(),
  fetched: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  skipped: z.int(),
  gone: z.int(),
});

export const sourceView = z.object({
  id: z.uuid(),
  kind: z.literal("site"),
  address: z.string(),
  url: z.string().describe("Where the address led at the last sync; before that the address."),
  schedule,
  foundPages: z.int().describe("Pages that the site names; at most 50 of them are read."),
  notice: z
    .enum(FETCH_REASONS)
    .nullable()
    .describe("Why its sitemap was of no use to the last sync."),
  pages: counts,
  sync: z
    .object({
      jobId: z.uuid(),
      status: z.enum(JOB_STATUSES),
      done: z.int(),
      total: z.int(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    })
    .nullable()
    .describe("The newest sync."),
  lastSyncedAt: z.iso.datetime().nullable(),
  nextSyncAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type SourceView = z.infer<typeof sourceView>;

export const sourceList = z.object({ sources: z.array(sourceView) });

export const pageView = z.object({
  id: z.uuid(),
  url: z.string(),
  status: pageStatus,
  reason: z.enum(PAGE_REASONS).nullable(),
  documentId: z.uuid().nullable(),
  visitedAt: z.iso.datetime().nullable(),
});
export type PageView = z.infer<typeof pageView>;

export const pageList = z.object({ pages: z.array(pageView), nextCursor: z.string().nullable() });
export type PageList = z.infer<typeof pageList>;

export const syncView = z.object({ id: z.uuid(), jobId: z.uuid() });
export type SyncView = z.infer<typeof syncView>;
