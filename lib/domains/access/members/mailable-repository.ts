import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { RoleName } from "@/lib/tenancy/permissions";
import { WITH_TWO_FACTOR } from "@/lib/tenancy/lookup";

interface Wanted {
  /** One member, or all. */
  userId?: string;
  roles?: readonly RoleName[];
  /** Those whose id follows it. */
  after?: string;
  limit: number;
}

/** Of who has confirmed their address and, where the tenant demands it, has set up a second step; by their ids. */
export async function findMailable(
  tx: LookupTransaction,
  { tenantId, organizationId }: Scope,
  { userId, roles, after, limit }: Wanted,
) {
  const rows = await tx.membership.findMany({
    where: {
      ...{ tenantId, organizationId },
      user: { emailVerifiedAt: { not: null } },
      OR: [{ organization: { tenant: { requiresTwoFactor: false } } }, { user: WITH_TWO_FACTOR }],
      ...(roles && { role: { in: [...roles] } }),
      ...(userId !== undefined && { userId }),
      ...(after !== undefined && { AND: { userId: { gt: after } } }),
    },
    select: { userId: true, role: true, user: { select: { email: true } } },
    orderBy: { userId: "asc" },
    take: limit,
  });
  return rows.map(({ userId: id, role, user: { email } }) => ({ userId: id, role, email }));
}
