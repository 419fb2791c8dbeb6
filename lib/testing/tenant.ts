import { newTraceId } from "@/lib/platform/log/trace";
import type { TenantOwner } from "@/lib/tenancy/context";
import type { TenantRoleName } from "@/lib/tenancy/permissions";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Party } from "./attacks/parties";

/** The context in which somebody acts for the whole tenant of a party: its owner, or who is named. */
export function tenantOwnerOf(party: Party, userId = party.userIds.owner): TenantOwner {
  return { tenantId: party.context.tenantId, userId, traceId: newTraceId() };
}

/** Role in the tenant by user, as the table has it now. */
export async function tenantRolesOf({ context }: Party): Promise<Record<string, TenantRoleName>> {
  const rows = await withTenant(context, (tx) => tx.tenantMembership.findMany());
  return Object.fromEntries(rows.map(({ userId, role }) => [userId, role]));
}
