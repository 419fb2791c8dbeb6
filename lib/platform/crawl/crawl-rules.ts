import "server-only";
import { lookup } from "node:dns/promises";
import { env } from "@/lib/env";

/** Where crawls may go. */
export interface CrawlRules {
  ports: readonly number[];
  /** `host:port` that may be reached whatever its address: an intranet's, or a test's. */
  allowedHosts: readonly string[];
  /** All addresses of a name. */
  resolve: (hostname: string) => Promise<string[]>;
}

async function allAddresses(hostname: string): Promise<string[]> {
  const answers = await lookup(hostname, { all: true });
  return answers.map(({ address }) => address);
}

/** The rules of this installation: the open web on its own ports, and what the operator added. */
export function crawlRules(): CrawlRules {
  return {
    ports: [80, 443],
    allowedHosts: env().CRAWL_ALLOWED_HOSTS ?? [],
    resolve: allAddresses,
  };
}
