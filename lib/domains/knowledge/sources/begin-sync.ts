import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { FetchReason } from "@/lib/core/fetch-reasons";
import { FetchFailure } from "@/lib/platform/crawl/fetch-failure";
import { fetchSite, type Found } from "@/lib/platform/crawl/fetch-site";
import { findPages } from "@/lib/platform/crawl/find-pages";
import { readPageLinks } from "@/lib/platform/crawl/read-page";
import { clipRobots, readRobots, type Robots } from "@/lib/platform/crawl/robots";
import { Site } from "@/lib/platform/crawl/site";
import type { SiteFailure } from "./site-words";

/** What is known of a site before its pages are visited. */
export interface SitePlan {
  start: URL;
  robotsText: string;
  robots: Robots;
  /** Addresses of pages, the given one first. */
  pages: string[];
  /** Whether more pages are to be found in the links of others. */
  followsLinks: boolean;
  /** Why its sitemap was of no use, when there is one. */
  notice: FetchReason | null;
}

function failureOf({ status }: Found): SiteFailure | undefined {
  if (status === 200) return undefined;
  return status === 404 || status === 410 ? "not_found" : "refused";
}

/** Asked before anything else: what it closes is not asked for. Each host has rules of its own. */
async function askRobots(start: URL, signal: AbortSignal) {
  const answer = await fetchSite(new URL("/robots.txt", start), { signal });
  // A site without one has nothing against it; one that fails is not taken for that: the error is thrown.
  const text = answer.status === 200 ? clipRobots(answer.body) : "";
  return { text, rules: readRobots(start.origin, text) };
}

function linksOf(answer: Found, site: Site): string[] {
  const { links, base } = readPageLinks(answer.body.toString("utf8"));
  const from = (base && URL.parse(base, answer.url)) || answer.url;
  return links.flatMap((link) => site.pageAt(link, from) ?? []);
}

async function plan(address: string, signal: AbortSignal): Promise<SitePlan | SiteFailure> {
  const given = new Site(new URL(address));
  let robots = await askRobots(given.start, signal);
  if (!robots.rules.allows(given.start.href)) return "robots";
  const pause = () => wait(robots.rules.delayMs, undefined, { signal });
  await pause();
  const first = await fetchSite(given.start, { signal, within: (url) => given.isSameHost(url) });
  const failure = failureOf(first);
  if (failure) return failure;
  const site = new Site(first.url);
  if (site.start.origin !== given.start.origin) {
    robots = await askRobots(site.start, signal);
    if (!robots.rules.allows(site.start.href)) return "robots";
  }
  const listed = await findPages(site, robots.rules, { signal, pause });
  const followsLinks = listed.pages.length === 0;
  const further = followsLinks ? linksOf(first, site) : listed.pages;
  const own = site.pageAt(site.start.href, site.start);
  return {
    start: site.start,
    robotsText: robots.text,
    robots: robots.rules,
    pages: [...new Set([...(own ? [own] : []), ...further])],
    followsLinks,
    notice: followsLinks ? (listed.failure ?? null) : null,
  };
}

/** Looks at a site: where it begins, what its robots.txt says and which pages it has; or why it can't be read. */
export async function planSite(
  address: string,
  signal: AbortSignal,
): Promise<SitePlan | SiteFailure> {
  try {
    return await plan(address, signal);
  } catch (error) {
    if (error instanceof FetchFailure) return error.code;
    throw error;
  }
}
