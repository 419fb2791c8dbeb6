import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { withAudit, type LookupTransaction } from "@/lib/platform/db/transaction";
import type { ChainedEvent } from "./chain";

/** One page of all tenants' ids. */
export async function listTenantIds(after: string | undefined, limit: number): Promise<string[]> {
  const rows = await withAudit(undefined, (tx) =>
    tx.tenant.findMany({
      where: after === undefined ? {} : { id: { gt: after } },
      select: { id: true },
      orderBy: { id: "asc" },
      take: limit,
    }),
  );
  return rows.map(({ id }) => id);
}

/** When this transaction began, by the database's clock: what was committed before is seen by all that follows. */
export async function beganAt(tx: LookupTransaction): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ at: Date }]>`SELECT date_trunc('milliseconds', now()) AS at`;
  return row.at;
}

/** The end of a tenant's chain; null before its first seal. */
export function findLastSeal(tx: LookupTransaction, tenantId: string) {
  return tx.auditSeal.findFirst({
    where: { tenantId },
    select: { sequence: true, lastPosition: true, hash: true, completeUntil: true },
    orderBy: { sequence: "desc" },
  });
}

/**
 * Rows that no seal has yet, the oldest first, from `since` on. Asked row by row in the index's order, since Postgres may
 * make of NOT EXISTS a join with all that was ever sealed.
 */
export function listUnsealed(
  tx: LookupTransaction,
  tenantId: string,
  since: Date,
  limit: number,
): Promise<ChainedEvent[]> {
  return tx.$queryRaw<ChainedEvent[]>`
    SELECT e.tenant_id AS "tenantId", e.organization_id AS "organizationId", e.id, e.at,
      e.actor_kind AS "actorKind", e.actor_id AS "actorId", e.action, e.record_id AS "recordId", e.network, e.trace_id AS "traceId"
    FROM audit_event e
    WHERE e.tenant_id = ${tenantId}::uuid AND e.at >= ${since} AND (
      SELECT s.position FROM audit_sealed_entry s WHERE s.tenant_id = e.tenant_id
        AND s.organization_id = e.organization_id AND s.event_id = e.id) IS NULL
    ORDER BY e.at, e.id LIMIT ${limit}`;
}

export async function insertSeal(
  tx: LookupTransaction,
  seal: Prisma.AuditSealUncheckedCreateInput,
  entries: Prisma.AuditSealedEntryCreateManyInput[],
): Promise<void> {
  await tx.auditSeal.create({ data: seal, select: { sequence: true } });
  await tx.auditSealedEntry.createMany({ data: entries });
}
