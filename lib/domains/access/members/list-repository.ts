import "server-only";
import type { Place } from "@/lib/core/place";
import { foundWords } from "@/lib/platform/db/found-words";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import type { LookupTransaction, TenantTransaction } from "@/lib/platform/db/transaction";
import type { RoleName } from "@/lib/tenancy/permissions";

type Where = Prisma.MembershipWhereInput;

const ORDER = [{ createdAt: "asc" }, { userId: "asc" }] as const satisfies object[];

const after = ({ at, id }: Place): Where => ({
  OR: [{ createdAt: { gt: at } }, { createdAt: at, userId: { gt: id } }],
});

export interface MembersWanted {
  roles: readonly RoleName[] | undefined;
  place: Place | undefined;
  limit: number;
}

const narrow = ({ roles, place }: MembersWanted): Where[] => [
  ...(roles ? [{ role: { in: [...roles] } }] : []),
  ...(place ? [after(place)] : []),
];

/** A page and one row more, if there is one; who came first stands first. */
export async function listMemberships(
  tx: TenantTransaction,
  wanted: MembersWanted,
): Promise<MembershipRow[]> {
  return tx.membership.findMany({
    where: { AND: narrow(wanted) },
    select: MEMBERSHIP_COLUMNS,
    orderBy: [...ORDER],
    take: wanted.limit + 1,
  });
}
const MEMBERSHIP_COLUMNS = { userId: true, role: true, createdAt: true } as const;
type MembershipRow = Prisma.MembershipGetPayload<{ select: typeof MEMBERSHIP_COLUMNS }>;

/**
 * The same of those whose name or e-mail holds each word: names are no tenant's own, so that another role looks for them,
 * and only ids come of it.
 */
export async function findMembers(
  tx: LookupTransaction,
  { tenantId, organizationId }: Scope,
  wanted: MembersWanted & { search: string },
): Promise<string[]> {
  const words = foundWords<Where>(wanted.search, (found) => ({
    user: { OR: [{ name: found }, { email: found }] },
  }));
  const rows = await tx.membership.findMany({
    where: { tenantId, organizationId, AND: [...words, ...narrow(wanted)] },
    select: { userId: true },
    orderBy: [...ORDER],
    take: wanted.limit + 1,
  });
  return rows.map(({ userId }) => userId);
}

/** The memberships of these people, where they have one; who came first stands first. */
export async function listMembershipsOf(
  tx: TenantTransaction,
  userIds: readonly string[],
): Promise<MembershipRow[]> {
  return tx.membership.findMany({
    where: { userId: { in: [...userIds] } },
    select: MEMBERSHIP_COLUMNS,
    orderBy: [...ORDER],
  });
}
