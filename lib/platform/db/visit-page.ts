import "server-only";
import type { PageVisit } from "@/lib/core/page-visit";
import { within } from "@/lib/core/within";
import { log } from "@/lib/platform/log/log";

/** Several, so that one that waits for its deadline keeps the others from nothing. */
const AT_ONCE = 4;
/** The longest that one may take: some transactions, each with its own limits. */
const EACH_MS = 20_000;

/**
 * Visits each owner of a page for 20 s at most, some at once: one that is slow or fails is counted and keeps no other
 * waiting. `visit` returns whether all went well. Throws the signal's reason when it aborts.
 */
export async function visitPage<O extends { id: string }>({
  list,
  size,
  visit,
  signal,
  eachMs = EACH_MS,
}: {
  list: () => Promise<readonly O[]>;
  size: number;
  visit: (owner: O, signal: AbortSignal) => Promise<boolean>;
  signal: AbortSignal;
  eachMs?: number;
}): Promise<PageVisit> {
  const owners = await list();
  const left = owners.values();
  let failed = 0;
  const visitSome = async () => {
    for (const owner of left) {
      signal.throwIfAborted();
      try {
        const isClean = await within(eachMs, (overdue) =>
          visit(owner, AbortSignal.any([signal, overdue])),
        );
        if (!isClean) failed += 1;
      } catch (error) {
        failed += 1;
        log.error("a visit in turn failed", error, { owner_id: owner.id });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitSome));
  const next = owners.length < size ? null : (owners.at(-1)?.id ?? null);
  return { next, visited: owners.length, failed };
}
