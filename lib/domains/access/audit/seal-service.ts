import "server-only";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withAudit } from "@/lib/platform/db/transaction";
import type { PageVisit } from "@/lib/core/page-visit";
import { visitPage } from "@/lib/platform/db/visit-page";
import { CHAIN_VERSION, GENESIS, hashOfEntry, hashOfSeal, type ChainedEvent } from "./chain";
import { beganAt, findLastSeal, insertSeal, listTenantIds, listUnsealed } from "./seal-repository";

/** How many rows a seal has at most, so that its transaction stays short. */
export const MAX_BATCH = 500;
/** How many seals one run makes for a tenant, so that one that fell far behind does not keep the others waiting. */
const MAX_SEALS = 100;
/** How long a row may be under way from its moment to its commit, and a clock be set back. Transactions end within 15 s. */
export const GRACE_MS = 60 * 60 * 1000;
const TENANTS_PAGE = 50;

/** Oldest rows are taken first, so all that was visible before the batch's last one is sealed with it. */
function completeUntil(last: ChainedEvent, sealedAt: Date, before: Date | undefined): Date {
  const reached = Math.min(last.at.getTime(), sealedAt.getTime() - GRACE_MS);
  return new Date(Math.max(reached, before?.getTime() ?? reached));
}

/**
 * Seals the tenant's next batch of at most `limit` rows and returns how many it has. Of two at the same moment one
 * seals; the other finds the sequence taken, changes nothing and returns 0.
 */
export async function sealBatch(tenantId: string, limit = MAX_BATCH): Promise<number> {
  try {
    return await withAudit(tenantId, async (tx) => {
      const sealedAt = await beganAt(tx);
      const previous = await findLastSeal(tx, tenantId);
      const rows = await listUnsealed(tx, tenantId, previous?.completeUntil ?? new Date(0), limit);
      const last = rows.at(-1);
      if (!last) return 0;
      const sequence = (previous?.sequence ?? 0) + 1;
      const firstPosition = (previous?.lastPosition ?? 0) + 1;
      const previousHash = previous?.hash ?? GENESIS;
      let hash = previousHash;
      const entries = rows.map((row, at) => {
        hash = hashOfEntry(CHAIN_VERSION, hash, firstPosition + at, row);
        const { organizationId, id: eventId } = row;
        return { tenantId, organizationId, eventId, sequence, position: firstPosition + at, hash };
      });
      const seal = {
        tenantId,
        sequence,
        version: CHAIN_VERSION,
        firstPosition,
        lastPosition: firstPosition + rows.length - 1,
        rowCount: rows.length,
        previousHash,
        completeUntil: completeUntil(last, sealedAt, previous?.completeUntil),
        sealedAt,
      };
      await insertSeal(tx, { ...seal, hash: hashOfSeal(seal, hash) }, entries);
      return rows.length;
    });
  } catch (error) {
    if (uniqueViolation(error) === "audit_seal_pkey") return 0;
    throw error;
  }
}

async function sealTenant({ id }: { id: string }, signal: AbortSignal): Promise<boolean> {
  for (let seals = 0; seals < MAX_SEALS; seals += 1) {
    signal.throwIfAborted();
    if ((await sealBatch(id)) < MAX_BATCH) break;
  }
  return true;
}

/**
 * Seals what the tenants that follow `after` by id have and that is not sealed yet. One that is slow or fails keeps no
 * other waiting. Throws the signal's reason when it aborts.
 */
export function sealPage(after: string | undefined, signal: AbortSignal): Promise<PageVisit> {
  return visitPage({
    list: async () => (await listTenantIds(after, TENANTS_PAGE)).map((id) => ({ id })),
    size: TENANTS_PAGE,
    visit: sealTenant,
    signal,
  });
}
