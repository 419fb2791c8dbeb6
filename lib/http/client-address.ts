import "server-only";
import { isIP, SocketAddress } from "node:net";
import { env } from "@/lib/env";

/** Set by our own server from the socket; whatever a client sends under this name is replaced there. */
const PEER_HEADER = "x-frontdesk-peer";

/** What some proxies write: `[2001:db8::1]`, `[2001:db8::1]:4711` or `192.0.2.1:4711`. */
const WITH_PORT = /^\[([^\]]*)\](?::\d+)?$|^([^:]*):\d+$/;
const MAPPED = "::ffff:";

/** An address in the one way that it is written here, without port and zone; undefined for what is none. */
function addressIn(text: string): string | undefined {
  const [, bracketed, plain] = WITH_PORT.exec(text) ?? [];
  const [given = ""] = (bracketed ?? plain ?? text).split("%");
  const version = isIP(given);
  if (version === 0) return undefined;
  const { address } = new SocketAddress({ address: given, family: `ipv${version as 4 | 6}` });
  const mapped = address.slice(MAPPED.length);
  return address.startsWith(MAPPED) && isIP(mapped) === 4 ? mapped : address;
}

/**
 * The whole address that a request comes from, for its own user to see: the socket's peer, or behind our own proxies the
 * entry that the outermost of them appended to X-Forwarded-For. Entries further left were written by the client and are
 * not believed, and one that is no address names nobody.
 */
export function shownAddress(headers: Headers): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const appended = hops > 0 ? addressIn(forwarded.at(-hops) ?? "") : undefined;
  const peer = headers.get(PEER_HEADER) || "unknown";
  return appended ?? addressIn(peer) ?? peer;
}

/** What an address is counted by: one customer has a whole /64 of IPv6, and one address of IPv4. */
export function networkOf(address: string): string {
  const text = addressIn(address);
  if (!text || isIP(text) === 4) return text ?? address;
  const [head = [], tail = []] = text
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(":")}::/64`;
}

/** What limits are counted by: where a request comes from, as `networkOf` sees it. */
export function clientAddress(headers: Headers): string {
  return networkOf(shownAddress(headers));
}
