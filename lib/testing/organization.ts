import type { TenantContext } from "@/lib/tenancy/context";
import { permissionsOfRole, type RoleName } from "@/lib/tenancy/permissions";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Party } from "./attacks/parties";

/** The context in which a member of a party calls a service. */
export function memberOf(party: Party, role: RoleName): TenantContext {
  return {
    ...party.context,
    actor: { kind: "user", id: party.userIds[role] },
    permissions: permissionsOfRole(role),
  };
}

/** Role by user, as the table has it now. */
export async function rolesOf({ context }: Party): Promise<Record<string, RoleName>> {
  const rows = await withTenant(context, (tx) => tx.membership.findMany());
  return Object.fromEntries(rows.map(({ userId, role }) => [userId, role]));
}

/** What was done to a record, oldest first. */
export async function auditOf({ context }: Party, recordId: string): Promise<string[]> {
  const rows = await withTenant(context, (tx) =>
    tx.auditEvent.findMany({ where: { recordId }, orderBy: { id: "asc" } }),
  );
  return rows.map(({ action }) => action);
}
