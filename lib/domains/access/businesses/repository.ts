import "server-only";
import type { LookupTransaction, TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext, TenantOwner } from "@/lib/tenancy/context";
import type { TenantRoleName } from "@/lib/tenancy/permissions";

export async function belongsTo(
  tx: LookupTransaction,
  tenantId: string,
  userId: string,
): Promise<boolean> {
  const where = { tenantId, userId };
  return (await tx.membership.findFirst({ where, select: { userId: true } })) !== null;
}

/**
 * Lets one deed at a time happen to a tenant, so that two owners cannot both end as the last but one. Returns whether it
 * is still the person's own.
 */
export async function holdTenant(
  tx: TenantTransaction,
  { tenantId, userId }: TenantOwner,
): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
  return (await findTenantRole(tx, userId)) === "owner";
}

export async function findTenantRole(
  tx: TenantTransaction,
  userId: string,
): Promise<TenantRoleName | undefined> {
  const where = { userId };
  return (await tx.tenantMembership.findFirst({ where, select: { role: true } }))?.role;
}

export async function countTenantOwners(tx: TenantTransaction): Promise<number> {
  return tx.tenantMembership.count({ where: { role: "owner" } });
}

export async function putTenantRole(
  tx: TenantTransaction,
  { tenantId }: TenantContext,
  { userId, role }: { userId: string; role: TenantRoleName | null },
): Promise<void> {
  await tx.tenantMembership.deleteMany({ where: { userId } });
  if (role) await tx.tenantMembership.createMany({ data: [{ tenantId, userId, role }] });
}

export async function setTenantName(tx: TenantTransaction, name: string): Promise<boolean> {
  return (await tx.tenant.updateMany({ where: { name: { not: name } }, data: { name } })).count > 0;
}

export async function setOrganizationName(tx: TenantTransaction, name: string): Promise<boolean> {
  const { count } = await tx.organization.updateMany({
    where: { name: { not: name } },
    data: { name },
  });
  return count > 0;
}

export async function findOrganizationId(tx: TenantTransaction): Promise<string | undefined> {
  return (await tx.organization.findFirst({ select: { id: true } }))?.id;
}

/** Returns whether it was the other way before. */
export async function setArchived(tx: TenantTransaction, archived: boolean): Promise<boolean> {
  const { count } = await tx.organization.updateMany({
    where: { archivedAt: archived ? null : { not: null } },
    data: { archivedAt: archived ? new Date() : null },
  });
  return count > 0;
}
