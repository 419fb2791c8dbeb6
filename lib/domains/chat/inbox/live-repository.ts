import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { AuditAction } from "@/lib/tenancy/audit-actions";

/** So many in one look; where more have changed, their readers look at everything again. */
export const MOST_CHANGES = 200;

const DELETED = "conversation.deleted" satisfies AuditAction;

export interface Change {
  id: string;
  at: number;
}

/** The conversations that changed or were deleted since then, and those whose snooze has ended since. */
export async function listChanges(tx: TenantTransaction, since: Date): Promise<Change[]> {
  const changed = await tx.conversation.findMany({
    where: { updatedAt: { gt: since } },
    select: { id: true, updatedAt: true },
    orderBy: { updatedAt: "desc" },
    take: MOST_CHANGES,
  });
  const back = await tx.conversation.findMany({
    where: { status: "snoozed", snoozedUntil: { gt: since, lte: new Date() } },
    select: { id: true, snoozedUntil: true },
    take: MOST_CHANGES,
  });
  // Nothing else is left of one that was deleted.
  const gone = await tx.auditEvent.findMany({
    where: { action: DELETED, at: { gt: since } },
    select: { recordId: true, at: true },
    orderBy: { at: "desc" },
    take: MOST_CHANGES,
  });
  return [
    ...gone.flatMap(({ recordId: id, at }) => (id ? [{ id, at: at.getTime() }] : [])),
    ...changed.map(({ id, updatedAt }) => ({ id, at: updatedAt.getTime() })),
    ...back.flatMap(({ id, snoozedUntil }) =>
      snoozedUntil ? [{ id, at: snoozedUntil.getTime() }] : [],
    ),
  ];
}
