import "server-only";
import { env } from "@/lib/env";

/** Set by our own server from the socket; whatever a client sends under this name is replaced there. */
const PEER_HEADER = "x-frontdesk-peer";

/**
 * The address that limits are counted by: the socket's peer, or behind our own proxies the entry that the outermost of
 * them appended to X-Forwarded-For. Entries further left were written by the client and are not believed.
 */
export function clientAddress(headers: Headers): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const appended = hops > 0 ? forwarded.at(-hops) : undefined;
  return appended || headers.get(PEER_HEADER) || "unknown";
}
