import "server-only";
import { cursorOf, placeOf } from "@/lib/core/place";
import type { Scope } from "@/lib/platform/db/scope";
import { withAuthLookup, withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findMembers, listMemberships, listMembershipsOf } from "./list-repository";
import { countOwners, findRole, listProfiles } from "./repository";
import type { Member, MemberListQuery, MemberPage } from "./schema";

/** The names of people by their ids; of who has no account any more there is none. */
export async function namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const profiles = await withAuthLookup((tx) => listProfiles(tx, [...new Set(userIds)]));
  return new Map(profiles.map(({ id, name }) => [id, name]));
}

/** Those of these people who are members of the organization. */
export async function stillMembers(
  tx: TenantTransaction,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  return (await listMembershipsOf(tx, userIds)).map(({ userId }) => userId);
}

/** The name of one member; null for who is none. */
export async function nameOfMember(scope: Scope, userId: string): Promise<string | null> {
  const [member] = await withTenant(scope, (tx) => stillMembers(tx, [userId]));
  return member === undefined ? null : ((await namesOf([member])).get(member) ?? null);
}

type Row = Awaited<ReturnType<typeof listMemberships>>[number];

async function withProfiles(rows: readonly Row[]): Promise<Member[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ userId }) => userId);
  const profiles = await withAuthLookup((tx) => listProfiles(tx, ids));
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  return rows.flatMap(({ userId, role, createdAt }) => {
    const profile = byId.get(userId);
    if (!profile) return [];
    const { name, email } = profile;
    return [{ userId, name, email, role, since: createdAt.toISOString() }];
  });
}

/**
 * One page of the organization's members, the first to come first, with what decides about changing any of them. Throws
 * `invalid_input` for a cursor that is none.
 */
export async function readMembers(
  context: TenantContext,
  { search, role, cursor, limit }: MemberListQuery,
): Promise<MemberPage> {
  const place = cursor === undefined ? undefined : placeOf(cursor);
  const wanted = { roles: role, place, limit };
  const ids = search
    ? await withAuthLookup((tx) => findMembers(tx, context, { ...wanted, search }))
    : undefined;
  const { rows, owners, ownRole } = await withTenant(context, async (tx) => ({
    rows: ids ? await listMembershipsOf(tx, ids) : await listMemberships(tx, wanted),
    owners: await countOwners(tx),
    ownRole: (await findRole(tx, context.actor.id)) ?? null,
  }));
  const shown = rows.slice(0, limit);
  // Of those found some may have left since: what came after them is still to be shown.
  const last = (ids ?? rows).length > limit ? shown.at(-1) : undefined;
  return {
    members: await withProfiles(shown),
    nextCursor: last ? cursorOf({ at: last.createdAt, id: last.userId }) : null,
    owners,
    ownRole,
  };
}
