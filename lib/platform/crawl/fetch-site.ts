import "server-only";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import { isCircuitOpen } from "@/lib/platform/resilience/circuit-open";
import { admit, requireAllowedUrl } from "./admit";
import { crawlRules, type CrawlRules } from "./crawl-rules";
import { exchange, type Answer } from "./exchange";
import { FetchFailure } from "./fetch-failure";
import { inTurnOfHost } from "./host-turns";

const MAX_REDIRECTS = 3;
export const MAX_BODY_BYTES = 5 * 1024 * 1024;
/** For an answer with all its redirects. */
const WHOLE_MS = 15_000;

/** The name that robots.txt knows us by. */
export const ROBOT = "FrontdeskBot";

export interface Found extends Answer {
  /** Where the redirects ended. */
  url: URL;
}

export interface FetchOptions {
  signal: AbortSignal;
  /** What the answer of last time said of itself, to be told that nothing has changed. */
  known?: { etag: string | null; lastModified: string | null };
  /** A redirect to somewhere else is not followed. */
  within?: (url: URL) => boolean;
  rules?: CrawlRules;
}

function headersOf(known: FetchOptions["known"]): Record<string, string> {
  return {
    "user-agent": `${ROBOT}/1.0 (+${env().APP_URL}/docs/crawler)`,
    accept: "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
    "accept-encoding": "gzip, br",
    ...(known?.etag && { "if-none-match": known.etag }),
    ...(known?.lastModified && { "if-modified-since": known.lastModified }),
  };
}

/** One request. A failing site is the matter of the tenant that named it; what our rules refuse is nobody's. */
async function ask(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Answer> {
  const { rules = crawlRules(), known } = options;
  const blame = (error: unknown) =>
    error instanceof FetchFailure && error.isOwnRule ? "nobody" : "tenant";
  const call = { provider: url.host, operation: "crawl", signal, blame } as const;
  try {
    return await callOutside("website", call, async (outside) => {
      const to = await admit(url, rules);
      const sent = { headers: headersOf(known), maxBytes: MAX_BODY_BYTES, signal: outside.signal };
      const answer = await exchange(url, to, sent);
      if (answer.status >= 500) {
        throw new FetchFailure("server_error", { internal: `answered ${answer.status}` });
      }
      return answer;
    });
  } catch (error) {
    if (isCircuitOpen(error)) throw new FetchFailure("away", { cause: error });
    throw error;
  }
}

function target(answer: Answer, from: URL, { rules = crawlRules(), within }: FetchOptions): URL {
  const url = URL.parse(answer.headers.location ?? "", from);
  if (!url) throw new FetchFailure("bad_address");
  url.hash = "";
  if (within && !within(url)) throw new FetchFailure("left_site");
  requireAllowedUrl(url, rules);
  return url;
}

const isRedirect = ({ status, headers }: Answer) =>
  [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;

/** The 15 seconds, of which waiting for the host's turn is none. */
class Patience {
  private leftMs = WHOLE_MS;

  async of<T>(caller: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const over = AbortSignal.timeout(this.leftMs);
    const began = performance.now();
    try {
      return await work(AbortSignal.any([caller, over]));
    } catch (error) {
      if (caller.aborted) throw caller.reason;
      const late = over.aborted || (error instanceof AppError && error.code === "timeout");
      throw late ? new FetchFailure("timeout", { cause: error }) : error;
    } finally {
      this.leftMs = Math.max(1, Math.floor(this.leftMs - (performance.now() - began)));
    }
  }
}

/**
 * The only way out to a site that somebody named. Every hop is checked: http and https on their own ports, no private
 * address among all that the name has, and the socket goes to the address that was checked. At most 3 redirects, 5 MB
 * after decompression, 15 seconds in all. One request at a time for each host. Throws FetchFailure; answers of 4xx come
 * back as they are. Rejects with the reason of the caller's signal.
 */
export async function fetchSite(address: URL, options: FetchOptions): Promise<Found> {
  const patience = new Patience();
  let url = address;
  requireAllowedUrl(url, options.rules ?? crawlRules());
  for (let hops = 0; ; hops += 1) {
    const here = url;
    const answer = await inTurnOfHost(here.host, options.signal, () =>
      patience.of(options.signal, (signal) => ask(here, options, signal)),
    );
    if (!isRedirect(answer)) return { ...answer, url };
    if (hops === MAX_REDIRECTS) throw new FetchFailure("too_many_redirects");
    url = target(answer, url, options);
  }
}
