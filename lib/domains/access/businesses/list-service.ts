import "server-only";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import {
  findArchived,
  findOwnTenantRole,
  listArchivers,
  listJoined,
  listJoinedOf,
  listOrganizationsOf,
  listTenantNames,
  listTenantsOfMember,
  listTenantsOfRole,
  type Page,
} from "./list-repository";
import type {
  BusinessPage,
  OrganizationChoice,
  OrganizationListInput,
  OrganizationPage,
  PageInput,
} from "./schema";

type Person = { userId: string };

/** Each has a list of its own on the page. */
const BUSINESSES = 10;
const ORGANIZATIONS = 25;
const FOUND = 8;

/** The page that an input asks for, of the list's usual length unless it says another; a search for nothing is none. */
export const pageOf = ({ search, cursor, limit }: PageInput, usual: number): Page => ({
  search: search || undefined,
  cursor,
  limit: limit ?? usual,
});

/**
 * One page of the tenants that a person has to do with, the first to be made first. With a search those in which an
 * organization fits that the person may see.
 */
export async function listBusinesses({ userId }: Person, input: PageInput): Promise<BusinessPage> {
  const page = pageOf(input, BUSINESSES);
  return withAuthLookup(async (tx) => {
    const roles = new Map(
      (await listTenantsOfRole(tx, userId, page)).map(({ tenantId, role }) => [tenantId, role]),
    );
    const joined = await listTenantsOfMember(tx, userId, page);
    const ids = [...new Set([...roles.keys(), ...joined])].toSorted();
    const shown = ids.slice(0, page.limit);
    const tenants = await listTenantNames(tx, shown);
    const archivers = await listArchivers(
      tx,
      shown.filter((id) => roles.has(id)),
      page,
    );
    return {
      businesses: tenants.map(({ id, name }) => ({
        id,
        name,
        role: roles.get(id) ?? null,
        archives: archivers.includes(id),
      })),
      nextCursor: ids.length > page.limit ? (shown.at(-1) ?? null) : null,
    };
  });
}

/**
 * One page of the organizations of a tenant that a person may see, the first to be made first: for who has a role in the
 * tenant all of them, for others those in use that they belong to, and of a foreign tenant none.
 */
export async function listOwnOrganizations(
  { userId }: Person,
  { tenantId, archived, ...input }: OrganizationListInput,
): Promise<OrganizationPage> {
  const page = pageOf(input, ORGANIZATIONS);
  const rows = await withAuthLookup(async (tx) => {
    if (await findOwnTenantRole(tx, userId, tenantId))
      return listOrganizationsOf(tx, { userId, tenantId, archived }, page);
    return archived ? [] : listJoinedOf(tx, { userId, tenantId }, page);
  });
  const shown = rows.slice(0, page.limit);
  return {
    organizations: shown.map((row) => ({ ...row, archived })),
    nextCursor: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Some organizations in use that a person belongs to and that fit a search. */
export async function findOrganizations(
  { userId }: Person,
  search: string,
): Promise<OrganizationChoice[]> {
  const rows = await withAuthLookup((tx) => listJoined(tx, userId, { search, limit: FOUND }));
  return rows.map(({ organization: { slug, name, tenant } }) => ({ slug, name, business: tenant }));
}

/** The name of the archived organization with this address, where the person has a role in its tenant. */
export async function nameOfOwnArchived(userId: string, slug: string): Promise<string | undefined> {
  // An address may hold anything, and the database takes no NUL.
  if (slug.includes("\0")) return undefined;
  return (await withAuthLookup((tx) => findArchived(tx, userId, slug)))?.name;
}

/** Whether this is the address of an archived organization of a tenant in which the person has a role. */
export async function isOwnArchived(userId: string, slug: string): Promise<boolean> {
  return (await nameOfOwnArchived(userId, slug)) !== undefined;
}
