import "server-only";
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
