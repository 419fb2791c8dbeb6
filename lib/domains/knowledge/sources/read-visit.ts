import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import type { FetchReason } from "@/lib/core/fetch-reasons";
import { FetchFailure } from "@/lib/platform/crawl/fetch-failure";
import { fetchSite, type Found } from "@/lib/platform/crawl/fetch-site";
import { readPageLinks } from "@/lib/platform/crawl/read-page";
import type { Site } from "@/lib/platform/crawl/site";
import { parseUpload, type ParsedDocument } from "@/lib/platform/parsing/parse-upload";
import type { Page } from "./repository";
import type { PageReason } from "./schema";
import type { PageStatus } from "./terms";

/** What a visit found. `links` are further pages that the page names. */
export type Visit =
  | {
      found: "content";
      title: string;
      text: string;
      hash: string;
      etag: string | null;
      lastModified: string | null;
      links: string[];
    }
  | { found: "unchanged" }
  | { found: "nothing"; status: PageStatus; reason: PageReason; links: string[] };

const nothing = (status: PageStatus, reason: PageReason, links: string[] = []): Visit => ({
  found: "nothing",
  status,
  reason,
  links,
});

const HTML = new Set(["text/html", "application/xhtml+xml"]);
const READABLE = new Set([...HTML, "text/plain", "text/markdown", "application/pdf"]);

/** What says that the site has no such page, against what may pass. */
function ofStatus(status: number, isKnown: boolean): Visit | undefined {
  if (status === 200) return undefined;
  if (status === 304 && isKnown) return { found: "unchanged" };
  if (status === 404 || status === 410) return nothing("gone", "not_found");
  return nothing("failed", "refused");
}

/** Led elsewhere: no page of this site. Whatever else fails may come the next time. */
const ELSEWHERE: ReadonlySet<FetchReason> = new Set([
  "left_site",
  "private_address",
  "bad_address",
  "too_many_redirects",
]);

const ofFailure = (reason: FetchReason): Visit =>
  nothing(ELSEWHERE.has(reason) ? "skipped" : "failed", reason);

const text = (value: string | string[] | undefined) =>
  typeof value === "string" && value.length <= 500 ? value : null;

/** What a page without a title of its own is called: the last part of its path. Without dots, which would be an ending. */
function nameOf({ pathname, hostname }: URL): string {
  const last = pathname.split("/").findLast((part) => part !== "") ?? hostname;
  return last.replace(/%[\da-f]{2}|[.\-_+]/gi, " ");
}

async function parse(answer: Found, type: string, signal: AbortSignal): Promise<ParsedDocument> {
  const fileName = nameOf(answer.url);
  return parseUpload({ content: { bytes: answer.body }, fileName, declaredType: type }, signal);
}

function ofUnreadable(error: unknown): Visit {
  if (!(error instanceof AppError)) throw error;
  const reason = error.details?.["reason"];
  if (reason === "empty" || reason === "no_text") return nothing("skipped", "empty");
  if (error.code === "document_too_long") return nothing("skipped", "too_long");
  // The machine's fault or a page that ends the process that reads it: the other pages go on.
  if (error.code === "unavailable") return nothing("failed", "unreadable");
  const isOfFile = error.code === "unprocessable_file" || error.code === "unsupported_media_type";
  if (!isOfFile) throw error;
  return nothing("skipped", "unreadable");
}

function linksOf(answer: Found, site: Site, isHtml: boolean) {
  if (!isHtml) return { links: [], noindex: false, canonical: undefined };
  const said = readPageLinks(answer.body.toString("utf8"));
  const base = (said.base && URL.parse(said.base, answer.url)) || answer.url;
  const links = said.links.flatMap((link) => site.pageAt(link, base) ?? []);
  const canonical = said.canonical && site.pageAt(said.canonical, base);
  return { links: [...new Set(links)], noindex: said.noindex, canonical };
}

async function read(answer: Found, page: Page, site: Site, signal: AbortSignal): Promise<Visit> {
  const type = (answer.headers["content-type"] ?? "text/html").split(";")[0]!.trim().toLowerCase();
  if (!READABLE.has(type)) return nothing("skipped", "not_a_page");
  const { links, noindex, canonical } = linksOf(answer, site, HTML.has(type));
  const here = site.pageAt(answer.url.href, answer.url);
  // Known by another address from now on, under which it is read.
  if (here !== page.url) return nothing("skipped", "moved", here ? [here] : []);
  const robots = text(answer.headers["x-robots-tag"]) ?? "";
  if (noindex || /\b(?:noindex|none)\b/i.test(robots)) return nothing("skipped", "noindex", links);
  if (canonical && canonical !== page.url) {
    return nothing("skipped", "duplicate", [canonical, ...links]);
  }
  try {
    const { title, text: body } = await parse(answer, type, signal);
    return {
      found: "content",
      title,
      text: body,
      hash: createHash("sha256").update(`${title}\n${body}`).digest("hex"),
      etag: text(answer.headers.etag),
      lastModified: text(answer.headers["last-modified"]),
      links,
    };
  } catch (error) {
    const visit = ofUnreadable(error);
    return visit.found === "nothing" ? { ...visit, links } : visit;
  }
}

/**
 * Visits a page of a site: unchanged when the site says so, its text, or why there is none. Rejects with the reason of
 * the signal.
 */
export async function readVisit(page: Page, site: Site, signal: AbortSignal): Promise<Visit> {
  const isKnown = page.documentId !== null && page.contentHash !== null;
  try {
    const answer = await fetchSite(new URL(page.url), {
      signal,
      within: (url) => site.isSameHost(url),
      ...(isKnown && { known: { etag: page.etag, lastModified: page.lastModified } }),
    });
    return ofStatus(answer.status, isKnown) ?? (await read(answer, page, site, signal));
  } catch (error) {
    if (error instanceof FetchFailure) return ofFailure(error.code);
    throw error;
  }
}
