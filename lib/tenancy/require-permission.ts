import "server-only";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "./audit";
import type { TenantContext } from "./context";
import { requirePermission, type Permission } from "./permissions";

/**
 * Writes down that an actor was refused a permission, once a minute: whoever goes on asking would bury what else stands
 * in the log. Waits for its like, so that two instances write one row between them.
 */
async function recordRefusal(context: TenantContext, permission: Permission): Promise<void> {
  const action = "permission.refused";
  const { id: actorId } = context.actor;
  await withTenant(context, async (tx) => {
    const subject = `${action} ${context.organizationId} ${actorId} ${permission}`;
    await tx.$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
    const since = new Date(Date.now() - 60_000);
    const written = await tx.auditEvent.findFirst({
      where: { at: { gt: since }, action, actorId, recordId: permission },
      select: { id: true },
    });
    if (!written) await recordAudit(tx, context, action, [permission]);
  });
}

/**
 * Throws `forbidden` when the actor lacks the permission, and writes down who was refused what. Count the call before:
 * its limit bounds how often one actor can have that looked up.
 */
export async function requireOrRecord(
  context: TenantContext,
  permission: Permission,
): Promise<void> {
  try {
    requirePermission(context.permissions, permission);
  } catch (refusal) {
    await recordRefusal(context, permission);
    throw refusal;
  }
}
