import "server-only";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "./audit";
import type { TenantContext } from "./context";
import { requirePermission, type Permission } from "./permissions";

/**
 * Throws `forbidden` when the actor lacks the permission, and writes down who was refused what. Count the call before:
 * its limit bounds what one actor can have written.
 */
export async function requireOrRecord(
  context: TenantContext,
  permission: Permission,
): Promise<void> {
  try {
    requirePermission(context.permissions, permission);
  } catch (refusal) {
    await withTenant(context, (tx) => recordAudit(tx, context, "permission.refused", [permission]));
    throw refusal;
  }
}
