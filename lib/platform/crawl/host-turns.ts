import "server-only";
import { Slots } from "@/lib/platform/parsing/slots";

interface Host {
  slots: Slots;
  users: number;
}

// Next.js may load this module once for each bundle; a host is asked once at a time by the process.
const shared = globalThis as typeof globalThis & { frontdeskCrawledHosts?: Map<string, Host> };

/** Runs the work when nobody else of this process asks the host. Rejects with the signal's reason while it waits. */
export async function inTurnOfHost<T>(
  host: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  shared.frontdeskCrawledHosts ??= new Map();
  const hosts = shared.frontdeskCrawledHosts;
  const own = hosts.get(host) ?? { slots: new Slots(1), users: 0 };
  hosts.set(host, own);
  own.users += 1;
  try {
    return await own.slots.run(work, signal);
  } finally {
    own.users -= 1;
    if (own.users === 0) hosts.delete(host);
  }
}
