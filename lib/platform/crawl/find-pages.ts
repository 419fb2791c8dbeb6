import "server-only";
import type { FetchReason } from "@/lib/core/fetch-reasons";
import { fetchSite, MAX_BODY_BYTES, type FetchOptions } from "./fetch-site";
import { FetchFailure } from "./fetch-failure";
import { unpack } from "./read-body";
import { readSitemap } from "./read-sitemap";
import type { Robots } from "./robots";
import type { Site } from "./site";

/** An index of an index is not meant to be; each is read once, so that one that names itself ends. */
const MAX_SITEMAPS = 10;
const MAX_PAGES = 5_000;

export interface FoundPages {
  /** Every page that the sitemaps name, in their order. */
  pages: string[];
  /** Why a sitemap that is there could not be used. */
  failure?: FetchReason;
}

async function readOne(address: URL, site: Site, options: FetchOptions) {
  const answer = await fetchSite(address, { ...options, within: (url) => site.isSameHost(url) });
  if (answer.status !== 200) return undefined;
  return readSitemap((await unpack(answer.body, MAX_BODY_BYTES)).toString("utf8"));
}

/**
 * The pages that a site lists itself, by the sitemaps of its robots.txt or else by the usual address. None when it has no
 * sitemap, or one that is too large, too slow or elsewhere: `failure` says why. Rejects with the reason of the signal.
 */
export async function findPages(
  site: Site,
  robots: Robots,
  options: FetchOptions & { pause: () => Promise<void> },
): Promise<FoundPages> {
  const usual = new URL("/sitemap.xml", site.start).href;
  const queue = robots.sitemaps.length > 0 ? [...robots.sitemaps] : [usual];
  const seen = new Set<string>();
  const pages = new Set<string>();
  let failure: FetchReason | undefined;
  while (queue.length > 0 && seen.size < MAX_SITEMAPS && pages.size < MAX_PAGES) {
    const url = URL.parse(queue.shift() ?? "", site.start);
    if (!url || seen.has(url.href) || !site.isSameHost(url)) continue;
    seen.add(url.href);
    try {
      await options.pause();
      const found = await readOne(url, site, options);
      queue.push(...(found?.sitemaps.slice(0, MAX_SITEMAPS) ?? []));
      for (const address of found?.pages ?? []) {
        const page = pages.size < MAX_PAGES ? site.pageAt(address, url) : undefined;
        if (page) pages.add(page);
      }
    } catch (error) {
      if (!(error instanceof FetchFailure)) throw error;
      failure ??= error.code;
    }
  }
  return { pages: [...pages], ...(failure && { failure }) };
}
