import "server-only";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { TenantOwner } from "@/lib/tenancy/context";
import { listProfiles } from "../members/repository";
import { pageOf } from "./list-service";
import { countOwnersOf, listRoleless, listTenantRoles } from "./people-repository";
import type { CandidatePage, PageInput, PeoplePage } from "./schema";

const PAGE = 25;

/** One page of those with a role in the tenant, and what decides about changing any of them. */
export async function listTenantPeople(
  { tenantId }: TenantOwner,
  input: PageInput,
): Promise<PeoplePage> {
  const page = pageOf(input, PAGE);
  const [rows, owners] = await withAuthLookup(async (tx) => [
    await listTenantRoles(tx, tenantId, page),
    await countOwnersOf(tx, tenantId),
  ]);
  const shown = rows.slice(0, page.limit);
  return {
    people: shown.map(({ user, ...row }) => ({ ...row, ...user })),
    nextCursor: rows.length > page.limit ? (shown.at(-1)?.userId ?? null) : null,
    owners,
  };
}

/** One page of the members of its organizations who have no role in the tenant. */
export async function listCandidates(
  { tenantId }: TenantOwner,
  input: PageInput,
): Promise<CandidatePage> {
  const page = pageOf(input, PAGE);
  const { ids, profiles } = await withAuthLookup(async (tx) => {
    const found = await listRoleless(tx, tenantId, page);
    return { ids: found, profiles: await listProfiles(tx, found.slice(0, page.limit)) };
  });
  return {
    members: profiles
      .map(({ id: userId, name, email }) => ({ userId, name, email }))
      .toSorted((one, other) => (one.userId < other.userId ? -1 : 1)),
    nextCursor: ids.length > page.limit ? (ids[page.limit - 1] ?? null) : null,
  };
}
