import "server-only";
import robotsParser from "robots-parser";
import { ROBOT } from "./fetch-site";

/** A site that asks for more patience is read with this much; a day for 50 pages would help nobody. */
const LONGEST_DELAY_MS = 10_000;
const SHORTEST_DELAY_MS = 200;
/** As much as RFC 9309 asks to be read. */
const MAX_ROBOTS = 500 * 1024;

export interface Robots {
  allows: (address: string) => boolean;
  /** Between two requests. */
  delayMs: number;
  sitemaps: string[];
}

/** What may be kept of a robots.txt. */
export function clipRobots(content: Buffer): string {
  return content.subarray(0, MAX_ROBOTS).toString("utf8").replaceAll("\0", "").toWellFormed();
}

/** The rules of a robots.txt for our robot. */
export function readRobots(origin: string, text: string): Robots {
  const rules = robotsParser(`${origin}/robots.txt`, text);
  const seconds = rules.getCrawlDelay(ROBOT) ?? 0;
  const asked = Number.isFinite(seconds) ? seconds * 1_000 : 0;
  return {
    // Undefined for what no rule speaks of.
    allows: (address) => rules.isAllowed(address, ROBOT) !== false,
    delayMs: Math.min(Math.max(asked, SHORTEST_DELAY_MS), LONGEST_DELAY_MS),
    sitemaps: rules.getSitemaps(),
  };
}
