import "server-only";
import { foundWords } from "@/lib/platform/db/found-words";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import { after, type Page } from "./list-repository";

const fits = ({ search = "" }: Page): Prisma.UserWhereInput => ({
  AND: foundWords<Prisma.UserWhereInput>(search, (found) => ({
    OR: [{ name: found }, { email: found }],
  })),
});

/** Those with a role in a tenant, by their ids, which never change: a page, and one more if there is one. */
export async function listTenantRoles(tx: LookupTransaction, tenantId: string, page: Page) {
  return tx.tenantMembership.findMany({
    where: { tenantId, userId: after(page), user: fits(page) },
    select: { userId: true, role: true, user: { select: { name: true, email: true } } },
    orderBy: { userId: "asc" },
    take: page.limit + 1,
  });
}

/** How many own a tenant: its last owner keeps the role. */
export async function countOwnersOf(tx: LookupTransaction, tenantId: string): Promise<number> {
  return tx.tenantMembership.count({ where: { tenantId, role: "owner" } });
}

/** The same of those who belong to an organization in use of the tenant and have no role in the tenant. */
export async function listRoleless(
  tx: LookupTransaction,
  tenantId: string,
  page: Page,
): Promise<string[]> {
  const rows = await tx.membership.groupBy({
    by: ["userId"],
    where: {
      tenantId,
      userId: after(page),
      user: { ...fits(page), tenantMemberships: { none: { tenantId } } },
    },
    orderBy: { userId: "asc" },
    take: page.limit + 1,
  });
  return rows.map(({ userId }) => userId);
}
