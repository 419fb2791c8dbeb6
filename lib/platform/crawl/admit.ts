import "server-only";
import { isIP } from "node:net";
import type { CrawlRules } from "./crawl-rules";
import { FetchFailure } from "./fetch-failure";
import { isPublicAddress } from "./public-address";

/** Where a request may go: the one address that was checked. */
export interface Admitted {
  address: string;
  port: number;
  /** Whether the operator lets this host be reached whatever its address. */
  exempt: boolean;
}

function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** The host as the resolver and the socket want it: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

const isExempt = (url: URL, { allowedHosts }: CrawlRules): boolean =>
  allowedHosts.includes(`${url.hostname}:${portOf(url)}`);

/** What can be told without a look-up. Throws FetchFailure `bad_address` or `private_address`. */
export function requireAllowedUrl(url: URL, rules: CrawlRules): void {
  const web = url.protocol === "http:" || url.protocol === "https:";
  if (!web || url.username !== "" || url.password !== "") throw new FetchFailure("bad_address");
  if (isExempt(url, rules)) return;
  if (!rules.ports.includes(portOf(url))) throw new FetchFailure("bad_address");
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new FetchFailure("private_address");
}

async function addressesOf(host: string, rules: CrawlRules): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    return await rules.resolve(host);
  } catch (cause) {
    throw new FetchFailure("no_such_host", { cause });
  }
}

/**
 * Checks an address before anything is sent there, and says where the socket has to go: the name is not looked up again.
 * One private answer among many refuses them all. Throws FetchFailure `bad_address`, `private_address`, `no_such_host`.
 */
export async function admit(url: URL, rules: CrawlRules): Promise<Admitted> {
  requireAllowedUrl(url, rules);
  const exempt = isExempt(url, rules);
  const addresses = await addressesOf(hostOf(url), rules);
  const [first] = addresses;
  if (first === undefined) throw new FetchFailure("no_such_host");
  if (!exempt && !addresses.every((address) => isPublicAddress(address))) {
    throw new FetchFailure("private_address");
  }
  // Most sites have both kinds, and not every installation reaches the other one.
  const address = addresses.find((each) => isIP(each) === 4) ?? first;
  return { address, port: portOf(url), exempt };
}
