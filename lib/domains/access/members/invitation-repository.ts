import "server-only";
import { literal } from "@/lib/platform/db/found-words";
import type { LookupTransaction, TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { RoleName } from "@/lib/tenancy/permissions";
import type { InvitationListQuery } from "./schema";

const open = { acceptedAt: null, revokedAt: null };

export async function insertInvitation(
  tx: TenantTransaction,
  context: TenantContext,
  invitation: {
    id: string;
    email: string;
    role: RoleName;
    tokenHash: string;
    invitedBy: string;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.invitation.create({
    data: { ...ownedBy(context), ...invitation },
    select: { id: true },
  });
}

/** A page and one row more, if there is one, newest first. Ids sort by time and never change. */
export async function listOpenInvitations(
  tx: TenantTransaction,
  { search, cursor, limit }: InvitationListQuery,
) {
  return tx.invitation.findMany({
    where: {
      ...open,
      ...(search && { email: { contains: literal(search), mode: "insensitive" } }),
      ...(cursor && { id: { lt: cursor } }),
    },
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
}

export async function findOpenInvitation(
  tx: TenantTransaction,
  where: { id: string } | { email: string },
) {
  return tx.invitation.findFirst({
    where: { ...where, ...open },
    select: { id: true, email: true, role: true, expiresAt: true },
  });
}

/** Gives an open invitation another token, by which the one before is dead. Returns whether it is still open. */
export async function replaceToken(
  tx: TenantTransaction,
  id: string,
  change: { tokenHash: string; expiresAt?: Date },
): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({ where: { id, ...open }, data: change });
  return count === 1;
}

/** Returns whether there was an open one. */
export async function revokeOpenInvitation(tx: TenantTransaction, id: string): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, ...open },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

export async function revokeInvitationsBy(
  tx: TenantTransaction,
  invitedBy: string,
  roles: RoleName[],
): Promise<string[]> {
  const revoked = await tx.invitation.updateManyAndReturn({
    where: { invitedBy, role: { in: roles }, ...open },
    data: { revokedAt: new Date() },
    select: { id: true },
  });
  return revoked.map(({ id }) => id);
}

/** Uses a token up. Of many calls at once one alone finds it unused. */
export async function consumeInvitation(
  tx: TenantTransaction,
  id: string,
  tokenHash: string,
): Promise<boolean> {
  const now = new Date();
  const { count } = await tx.invitation.updateMany({
    where: { id, tokenHash, expiresAt: { gt: now }, ...open },
    data: { acceptedAt: now },
  });
  return count === 1;
}

/** The usable invitation of a token, with its organization. */
export async function findByToken(tx: LookupTransaction, tokenHash: string) {
  return tx.invitation.findFirst({
    where: { tokenHash, expiresAt: { gt: new Date() }, ...open },
    select: {
      tenantId: true,
      organizationId: true,
      id: true,
      email: true,
      role: true,
      organization: { select: { name: true, slug: true } },
    },
  });
}
