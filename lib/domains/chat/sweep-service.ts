import "server-only";
import { settleAbandoned } from "@/lib/domains/usage/budget-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { abandonStale } from "./answer-repository";
import { deleteTranscripts } from "./visitor/transcript-repository";

/** Longer than any answer takes; what is still open then was left by a process that died. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/** By then every try to send one is over, and an address that no mail reached is forgotten. */
const transcriptsBefore = () => new Date(Date.now() - 7 * 24 * 60 * 60_000);

/**
 * Ends what a dead process left: answers become partial, and the money that was set aside for them is booked as spent.
 * Removes requests of transcripts after a week. Returns how many of all.
 */
export async function sweepChat(scope: Scope): Promise<number> {
  const before = new Date(Date.now() - ABANDONED_AFTER_MS);
  const stale = await withTenant(scope, (tx) => abandonStale(tx, before));
  const over = await withTenant(scope, (tx) => deleteTranscripts(tx, transcriptsBefore()));
  return stale + over + (await settleAbandoned(scope, before));
}
