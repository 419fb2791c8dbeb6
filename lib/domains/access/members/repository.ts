import "server-only";
import type { LookupTransaction, TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { RoleName } from "@/lib/tenancy/permissions";

/**
 * Lets one change of members at a time happen in an organization, so that two owners cannot both leave as the last but
 * one. Rows that refer to the organization are still written meanwhile.
 */
export async function lockMembers(
  tx: TenantTransaction,
  { organizationId }: Pick<TenantContext, "organizationId">,
): Promise<void> {
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
}

export async function listProfiles(tx: LookupTransaction, userIds: string[]) {
  return tx.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true, email: true },
  });
}

export async function findRole(
  tx: TenantTransaction,
  userId: string,
): Promise<RoleName | undefined> {
  return (await tx.membership.findFirst({ where: { userId }, select: { role: true } }))?.role;
}

/** The role as it is now; a change of it waits for the end of this transaction. */
export async function holdRole(
  tx: TenantTransaction,
  userId: string,
): Promise<RoleName | undefined> {
  const rows = await tx.$queryRaw<{ role: RoleName }[]>`
    SELECT role FROM membership WHERE user_id = ${userId}::uuid FOR SHARE`;
  return rows[0]?.role;
}

export async function countOwners(tx: TenantTransaction): Promise<number> {
  return tx.membership.count({ where: { role: "owner" } });
}

export async function setRole(
  tx: TenantTransaction,
  userId: string,
  role: RoleName,
): Promise<void> {
  await tx.membership.updateMany({ where: { userId }, data: { role } });
}

export async function deleteMembership(tx: TenantTransaction, userId: string): Promise<void> {
  await tx.membership.deleteMany({ where: { userId } });
}

/** Whoever is a member already keeps the role they have. Returns whether they were not. */
export async function insertMembership(
  tx: TenantTransaction,
  context: TenantContext,
  member: { userId: string; role: RoleName },
): Promise<boolean> {
  const { count } = await tx.membership.createMany({
    data: [{ ...ownedBy(context), ...member }],
    skipDuplicates: true,
  });
  return count === 1;
}

export async function findUserId(tx: LookupTransaction, email: string) {
  return (await tx.user.findUnique({ where: { email }, select: { id: true } }))?.id;
}
