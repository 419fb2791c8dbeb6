import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/** So many in one look; where more have changed, their readers look at everything again. */
export const MOST_CHANGES = 200;

export interface Change {
  id: string;
  at: number;
}

/** What was deleted leaves no row of its own: the audit log, which is written with the deed, knows of it. */
async function listDeleted(tx: TenantTransaction, since: Date): Promise<Change[]> {
  const deleted = await tx.auditEvent.findMany({
    where: { action: "conversation.deleted", at: { gt: since } },
    select: { recordId: true, at: true },
    orderBy: { at: "desc" },
    take: MOST_CHANGES,
  });
  return deleted.flatMap(({ recordId: id, at }) => (id ? [{ id, at: at.getTime() }] : []));
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
  return [
    ...(await listDeleted(tx, since)),
    ...changed.map(({ id, updatedAt }) => ({ id, at: updatedAt.getTime() })),
    ...back.flatMap(({ id, snoozedUntil }) =>
      snoozedUntil ? [{ id, at: snoozedUntil.getTime() }] : [],
    ),
  ];
}
