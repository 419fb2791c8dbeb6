import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import { WITH_TWO_FACTOR } from "@/lib/tenancy/lookup";

/** Of who has confirmed their address and, where the tenant demands a second step, has set one up. */
export async function findMailable(tx: LookupTransaction, { tenantId, organizationId }: Scope) {
  const rows = await tx.membership.findMany({
    where: {
      ...{ tenantId, organizationId },
      user: { emailVerifiedAt: { not: null } },
      OR: [{ organization: { tenant: { requiresTwoFactor: false } } }, { user: WITH_TWO_FACTOR }],
    },
    select: { userId: true, role: true, user: { select: { email: true } } },
    orderBy: { userId: "asc" },
    take: 1000,
  });
  return rows.map(({ userId, role, user: { email } }) => ({ userId, role, email }));
}
