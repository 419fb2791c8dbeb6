import "server-only";
import { settleAbandoned } from "@/lib/domains/usage/budget-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { abandonStale } from "./answer-repository";

/** Longer than any answer takes; what is still open then was left by a process that died. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Ends what a dead process left: answers become partial, and the money that was set aside for them is booked as spent.
 * Returns how many of both.
 */
export async function sweepChat(scope: Scope): Promise<number> {
  const before = new Date(Date.now() - ABANDONED_AFTER_MS);
  const stale = await withTenant(scope, (tx) => abandonStale(tx, before));
  return stale + (await settleAbandoned(scope, before));
}
