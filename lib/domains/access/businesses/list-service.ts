import "server-only";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { TenantOwner } from "@/lib/tenancy/context";
import { listProfiles } from "../members/repository";
import {
  findArchived,
  listMembersOf,
  listOwnOrganizations,
  listOwnTenants,
  listTenantRoles,
} from "./repository";
import type { Business, TenantPeople } from "./schema";

const byName = (one: { name: string }, other: { name: string }) =>
  one.name.localeCompare(other.name, "en");

/** The tenants that a person has to do with, each with the organizations that they own or belong to. */
export async function listBusinesses({ userId }: { userId: string }): Promise<Business[]> {
  const [owned, joined] = await withAuthLookup(async (tx) => [
    await listOwnTenants(tx, userId),
    await listOwnOrganizations(tx, userId),
  ]);
  const found = new Map<string, Business>();
  for (const { role, tenant } of owned) {
    const organizations = tenant.organizations.map(({ archivedAt, ...organization }) => ({
      ...organization,
      role: null,
      archived: archivedAt !== null,
    }));
    found.set(tenant.id, { id: tenant.id, name: tenant.name, role, organizations });
  }
  for (const { role, organization } of joined) {
    const { id, slug, name, tenant } = organization;
    const business = found.get(tenant.id) ?? { ...tenant, role: null, organizations: [] };
    const others = business.organizations.filter((other) => other.id !== id);
    const organizations = [...others, { id, slug, name, role, archived: false }];
    found.set(tenant.id, { ...business, organizations });
  }
  return [...found.values()]
    .map((business) => ({
      ...business,
      organizations: business.organizations.toSorted(
        (one, other) => Number(one.archived) - Number(other.archived) || byName(one, other),
      ),
    }))
    .toSorted(byName);
}

/** Whether this is the address of an archived organization of a tenant in which the person has a role. */
export async function isOwnArchived(userId: string, slug: string): Promise<boolean> {
  return (await withAuthLookup((tx) => findArchived(tx, userId, slug))) !== null;
}

/** Those with a role in the tenant, and the other members of its organizations. */
export async function listTenantPeople({ tenantId }: TenantOwner): Promise<TenantPeople> {
  return withAuthLookup(async (tx) => {
    const roles = new Map(
      (await listTenantRoles(tx, tenantId)).map(({ userId, role }) => [userId, role]),
    );
    const ids = [...new Set([...roles.keys(), ...(await listMembersOf(tx, tenantId))])];
    const profiles = (await listProfiles(tx, ids)).toSorted(byName);
    const people: TenantPeople = { people: [], members: [] };
    for (const { id: userId, name, email } of profiles) {
      const role = roles.get(userId);
      if (role) people.people.push({ userId, name, email, role });
      else people.members.push({ userId, name, email });
    }
    return people;
  });
}
