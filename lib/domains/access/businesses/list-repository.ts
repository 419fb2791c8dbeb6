import "server-only";
import { foundWords } from "@/lib/platform/db/found-words";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { RoleName, TenantRoleName } from "@/lib/tenancy/permissions";

// No tenant of its own keeps these rows apart: whose they are stands in each clause. Ids sort by time and never change, so
// that every list here goes on by the last one of the page before.

export interface Page {
  search: string | undefined;
  cursor: string | undefined;
  limit: number;
}

/** What of a list comes after the page before; all of it on the first page. */
export const after = ({ cursor }: Page) => (cursor === undefined ? {} : { gt: cursor });

/** Each word in the name or the address of an organization, or in the name of its business. */
const fits = ({ search = "" }: Page): Prisma.OrganizationWhereInput => ({
  AND: foundWords<Prisma.OrganizationWhereInput>(search, (found) => ({
    OR: [{ name: found }, { slug: found }, { tenant: { is: { name: found } } }],
  })),
});

const named = { id: true, slug: true, name: true } as const;

/** The tenants in which a person has a role, where an organization fits: a page, and one more if there is one. */
export async function listTenantsOfRole(tx: LookupTransaction, userId: string, page: Page) {
  return tx.tenantMembership.findMany({
    where: {
      userId,
      tenantId: after(page),
      ...(page.search && { tenant: { organizations: { some: fits(page) } } }),
    },
    select: { tenantId: true, role: true },
    orderBy: { tenantId: "asc" },
    take: page.limit + 1,
  });
}

/** The same of the tenants of those organizations in use that a person belongs to. */
export async function listTenantsOfMember(
  tx: LookupTransaction,
  userId: string,
  page: Page,
): Promise<string[]> {
  const rows = await tx.membership.groupBy({
    by: ["tenantId"],
    where: { userId, tenantId: after(page), ...(page.search && { organization: fits(page) }) },
    orderBy: { tenantId: "asc" },
    take: page.limit + 1,
  });
  return rows.map(({ tenantId }) => tenantId);
}

/** Tenants by their ids, the first to be made first; an id that names none is left out. */
export async function listTenantNames(tx: LookupTransaction, ids: readonly string[]) {
  return tx.tenant.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
    orderBy: { id: "asc" },
  });
}

/** Those of these tenants in which an archived organization fits. */
export async function listArchivers(
  tx: LookupTransaction,
  ids: readonly string[],
  page: Page,
): Promise<string[]> {
  const rows = await tx.organization.groupBy({
    by: ["tenantId"],
    where: { tenantId: { in: [...ids] }, archivedAt: { not: null }, ...fits(page) },
  });
  return rows.map(({ tenantId }) => tenantId);
}

/** The role that a person has in a tenant as a whole; undefined without one, and for a tenant that there is not. */
export async function findOwnTenantRole(
  tx: LookupTransaction,
  userId: string,
  tenantId: string,
): Promise<TenantRoleName | undefined> {
  const where = { userId, tenantId };
  return (await tx.tenantMembership.findFirst({ where, select: { role: true } }))?.role;
}

interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  /** Of the person in it. */
  role: RoleName | null;
}

/** Any organizations of a tenant, for who has a role in it; a membership of what is archived is not told. */
export async function listOrganizationsOf(
  tx: LookupTransaction,
  { userId, tenantId, archived }: { userId: string; tenantId: string; archived: boolean },
  page: Page,
): Promise<OrganizationRow[]> {
  const rows = await tx.organization.findMany({
    where: {
      tenantId,
      id: after(page),
      archivedAt: archived ? { not: null } : null,
      ...fits(page),
    },
    select: { ...named, memberships: { where: { userId }, select: { role: true } } },
    orderBy: { id: "asc" },
    take: page.limit + 1,
  });
  return rows.map(({ memberships, ...row }) => ({ ...row, role: memberships[0]?.role ?? null }));
}

/** Those of them in use that a person belongs to. */
export async function listJoinedOf(
  tx: LookupTransaction,
  { userId, tenantId }: { userId: string; tenantId: string },
  page: Page,
): Promise<OrganizationRow[]> {
  const rows = await tx.membership.findMany({
    where: { userId, tenantId, organizationId: after(page), organization: fits(page) },
    select: { role: true, organization: { select: named } },
    orderBy: { organizationId: "asc" },
    take: page.limit + 1,
  });
  return rows.map(({ role, organization }) => ({ ...organization, role }));
}

/** The organizations in use that a person belongs to, of any tenant, those of one beside each other. */
export async function listJoined(
  tx: LookupTransaction,
  userId: string,
  { search, limit }: { search: string; limit: number },
) {
  return tx.membership.findMany({
    where: { userId, organization: fits({ search, limit, cursor: undefined }) },
    select: {
      organization: {
        select: { slug: true, name: true, tenant: { select: { id: true, name: true } } },
      },
    },
    orderBy: [{ tenantId: "asc" }, { organizationId: "asc" }],
    take: limit,
  });
}

/** The archived organization with this address, where the person has a role in its tenant. */
export async function findArchived(tx: LookupTransaction, userId: string, slug: string) {
  return tx.organization.findFirst({
    where: { slug, archivedAt: { not: null }, tenant: { memberships: { some: { userId } } } },
    select: { name: true },
  });
}
