import "server-only";
import type { LookupTransaction, TenantTransaction } from "@/lib/platform/db/transaction";
import type { AuditQuery } from "./schema";

/** One page, newest first. The cursor is the last id of the page before: ids sort by time and never change. */
export async function listEvents(tx: TenantTransaction, query: AuditQuery) {
  const { actor, action, record, from, until, cursor, limit } = query;
  return tx.auditEvent.findMany({
    where: {
      ...(actor && { actorId: actor }),
      ...(action && { action }),
      ...(record && { recordId: record }),
      at: { ...(from && { gte: new Date(from) }), ...(until && { lt: new Date(until) }) },
      ...(cursor && { id: { lt: cursor } }),
    },
    select: {
      id: true,
      at: true,
      actorKind: true,
      actorId: true,
      action: true,
      recordId: true,
      network: true,
      traceId: true,
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
}

export async function findKeyNames(tx: TenantTransaction, ids: readonly string[]) {
  return tx.apiKey.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
}

export async function findInvited(tx: TenantTransaction, ids: readonly string[]) {
  const rows = await tx.invitation.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, email: true },
  });
  return rows.map(({ id, email }) => ({ id, name: email }));
}

/** Only the names of people who did something in the organization are asked for. */
export async function findUserNames(tx: LookupTransaction, ids: readonly string[]) {
  return tx.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
}
