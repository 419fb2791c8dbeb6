import type { TenantContext } from "@/lib/tenancy/context";
import { permissionsOfRole, type RoleName } from "@/lib/tenancy/permissions";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import type { Party } from "./attacks/parties";

/** The context in which a member of a party calls a service. */
export function memberOf(party: Party, role: RoleName): TenantContext {
  return {
    ...party.context,
    actor: { kind: "user", id: party.userIds[role] },
    permissions: permissionsOfRole(role),
  };
}

const setConfirmed = (userId: string, emailVerifiedAt: Date | null) =>
  withAuthLookup((tx) => tx.user.updateMany({ where: { id: userId }, data: { emailVerifiedAt } }));

/** As the link that is mailed to a person would. */
export const confirmAddress = (userId: string) => setConfirmed(userId, new Date());

/** Takes it back that a person has shown that their mailbox is theirs, as it is before they did. */
export const unconfirmAddress = (userId: string) => setConfirmed(userId, null);

/** Lets in only who has passed a second step, from now on. */
export const demandSecondStep = ({ context }: Party) =>
  withTenant(context, (tx) => tx.tenant.updateMany({ data: { requiresTwoFactor: true } }));

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
