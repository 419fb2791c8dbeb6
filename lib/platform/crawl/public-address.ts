import "server-only";
import ipaddr from "ipaddr.js";

/** Public by its number, but answered by the cloud's own host: Azure's agent, where credentials are had. */
const CLOUD_AGENTS = new Set(["168.63.129.16"]);

/** What is given out to networks of the internet at all; the library takes some of the rest for ordinary. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an address, as text, is one of the public internet. IPv6 that stands for an IPv4 address (mapped, 6to4, NAT64)
 * is not: no site needs to be reached by it, and it has hidden many a private one.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || CLOUD_AGENTS.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}
