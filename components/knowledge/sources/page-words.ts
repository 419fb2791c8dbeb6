import type { PageReason, PageView, SourceView } from "@/lib/domains/knowledge/sources/schema";
import type { PageStatus } from "@/lib/domains/knowledge/sources/terms";

export const STATUS_WORDS: Readonly<Record<PageStatus, string>> = {
  waiting: "Waiting",
  fetched: "Read",
  unchanged: "Unchanged",
  failed: "Failed",
  skipped: "Passed over",
  gone: "Gone",
};

/** Why a page is not read, for its owner. */
const REASON_WORDS: Readonly<Record<PageReason, string>> = {
  bad_address: "It leads to an address that can't be read.",
  private_address: "It leads into a private network.",
  no_such_host: "The site's name could not be found.",
  unreachable: "The site did not answer.",
  timeout: "The page took longer than 15 seconds.",
  too_large: "The page has more than 5 MB.",
  bad_encoding: "The page came in a form that can't be read.",
  too_many_redirects: "It leads from one address to the next more than three times.",
  left_site: "It leads to another site.",
  server_error: "The site answered with an error of its own.",
  away: "The site had failed several times in a row and was left alone.",
  not_found: "The site has no such page.",
  refused: "The site does not let our reader see it.",
  robots: "The site's robots.txt closes it to readers like ours.",
  noindex: "The page asks not to be indexed.",
  moved: "It leads to another page of the site, which is read instead.",
  duplicate: "Another page has the same text.",
  not_a_page: "It is no text: an image, a download or data.",
  empty: "There is no text on it. Pages that are drawn by scripts alone can't be read.",
  too_long: "It has more text than a document may have.",
  unreadable: "Its content could not be read.",
  edited: "You changed its document, so the site no longer overwrites it.",
  document_deleted: "You deleted its document, so it is not read again.",
};

export const reasonInWords = ({ reason }: Pick<PageView, "reason">): string | undefined =>
  reason ? REASON_WORDS[reason] : undefined;

/** Whether a person took the page out of the site's hands, and may give it back. */
export const isLeftAlone = ({ reason }: Pick<PageView, "reason">): boolean =>
  reason === "edited" || reason === "document_deleted";

/** The address without what all pages share. */
export function pathInWords(url: string): string {
  const { pathname, search } = new URL(url);
  try {
    return decodeURI(pathname) + search;
  } catch (error) {
    if (error instanceof URIError) return pathname + search;
    throw error;
  }
}

/** The site as people say it. */
export function siteInWords(address: string): string {
  const { host, pathname } = new URL(address);
  return pathname === "/" ? host : host + pathname;
}

/** How many pages a source serves, and what became of the rest. */
export function countsInWords({
  pages,
  foundPages,
}: Pick<SourceView, "pages" | "foundPages">): string {
  const read = pages.fetched + pages.unchanged;
  const parts = [`${read} ${read === 1 ? "page" : "pages"} read`];
  if (pages.skipped > 0) parts.push(`${pages.skipped} passed over`);
  if (pages.failed > 0) parts.push(`${pages.failed} failed`);
  if (foundPages > 50) parts.push(`the first 50 of ${foundPages.toLocaleString("en")}`);
  return parts.join(" · ");
}

/** Why the site's sitemap was of no use, and what was done instead. */
export function noticeInWords({ notice }: Pick<SourceView, "notice">): string | undefined {
  if (!notice) return undefined;
  const why =
    notice === "too_large"
      ? "has more than 5 MB"
      : notice === "timeout"
        ? "took longer than 15 seconds"
        : "could not be read";
  return `A sitemap of this site ${why}. Pages were found by links instead.`;
}
