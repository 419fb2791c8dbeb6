import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";
import { currentTrace } from "@/lib/platform/log/trace";

// A key of this use alone.
function naming(): Buffer {
  const info = "frontdesk audit network 1";
  return Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", info, 32));
}

/**
 * A pseudonym, 12 hex digits, of the network (`clientAddress`) that the work at hand was called from: the same network has
 * the same one in a tenant's log, another in another tenant's, and no address can be read out of it without the secret.
 * Null where nobody called, as in a job.
 */
export function networkName(tenantId: string): string | null {
  const network = currentTrace()?.network;
  if (network === undefined) return null;
  return createHmac("sha256", naming()).update(`${tenantId} ${network}`).digest("hex").slice(0, 12);
}
