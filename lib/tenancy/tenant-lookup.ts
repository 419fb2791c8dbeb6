import "server-only";
import { notFound } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { TenantRoleName } from "./permissions";

/** What a person is of a tenant as a whole, now; undefined where they are nothing of it. */
export async function findTenantMembership(
  userId: string,
  tenantId: string,
): Promise<{ role: TenantRoleName; requiresTwoFactor: boolean } | undefined> {
  const found = await withAuthLookup((tx) =>
    tx.tenantMembership.findUnique({
      where: { tenantId_userId: { tenantId, userId } },
      select: { role: true, tenant: { select: { requiresTwoFactor: true } } },
    }),
  );
  return found
    ? { role: found.role, requiresTwoFactor: found.tenant.requiresTwoFactor }
    : undefined;
}

/** The organization that a tenant began with: in its audit log stands what is done to the tenant itself. */
export async function findFirstOrganization(tenantId: string): Promise<string> {
  const found = await withAuthLookup((tx) =>
    tx.organization.findFirst({
      where: { tenantId },
      select: { id: true },
      orderBy: { id: "asc" },
    }),
  );
  if (!found) throw notFound("The business");
  return found.id;
}
