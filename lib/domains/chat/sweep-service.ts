import "server-only";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { settleSpend } from "./budget";
import { abandonStale } from "./answer-repository";
import { findUnsettledCalls } from "./repository";

/** Longer than any answer takes; what is still open then was left by a process that died. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Ends what a dead process left: answers become partial, reserved money is booked as spent, since the provider may have
 * charged it. Returns how many of both.
 */
export async function sweepChat(scope: Scope): Promise<number> {
  const before = new Date(Date.now() - ABANDONED_AFTER_MS);
  const { stale, calls } = await withTenant(scope, async (tx) => ({
    stale: await abandonStale(tx, before),
    calls: await findUnsettledCalls(tx, before),
  }));
  for (const { id, day, reservedMicros } of calls) {
    await settleSpend(
      scope,
      { id, day, micros: reservedMicros },
      { costMicros: reservedMicros, inputTokens: 0, outputTokens: 0 },
    );
  }
  return stale + calls.length;
}
