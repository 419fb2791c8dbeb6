import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withAuthLookup, withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { ROLES, type RoleName } from "@/lib/tenancy/permissions";
import { endAllSessions } from "../repository";
import { revokeInvitationsBy } from "./invitation-repository";
import {
  countOwners,
  deleteMembership,
  findRole,
  listMemberships,
  listProfiles,
  lockMembers,
  setRole,
} from "./repository";
import { invitableRoles, refusalOf, type Member } from "./schema";

/** Everybody who belongs to the organization, the first to come first. */
export async function listMembers(context: TenantContext): Promise<Member[]> {
  const memberships = await withTenant(context, (tx) => listMemberships(tx));
  const profiles = await withAuthLookup((tx) =>
    listProfiles(
      tx,
      memberships.map(({ userId }) => userId),
    ),
  );
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  return memberships.flatMap(({ userId, role, createdAt }) => {
    const profile = byId.get(userId);
    if (!profile) return [];
    const { name, email } = profile;
    return [{ userId, name, email, role, since: createdAt.toISOString() }];
  });
}

/** What somebody asked others in for ends with their right to ask. */
async function revokeBeyond(
  tx: TenantTransaction,
  context: TenantContext,
  userId: string,
  role: RoleName | undefined,
): Promise<void> {
  const left = role ? invitableRoles(role) : [];
  const beyond = ROLES.filter((name) => !left.includes(name));
  const revoked = await revokeInvitationsBy(tx, userId, beyond);
  if (revoked.length > 0) await recordAudit(tx, context, "invitation.revoked", revoked);
}

/** A change signs a person out of other organizations too, so none may make many; who is removed must come back by themselves. */
async function takeChange({ organizationId }: TenantContext, userId: string): Promise<void> {
  const calls = env().RATE_LIMIT_ROLE_CHANGES_PER_HOUR;
  await takeFromLimit(
    { name: "role-change", calls, perSeconds: 3600 },
    `${organizationId} ${userId}`,
  );
}

/**
 * Changes or ends a membership under the lock of the organization's members. Both roles are read under it, so that what
 * was true when the request began does not decide. Whom somebody else changes is signed out everywhere. Throws
 * `not_found`, `forbidden`, `conflict` for the last owner, and `rate_limited`.
 */
async function change(
  context: TenantContext,
  userId: string,
  to: RoleName | undefined,
): Promise<void> {
  const own = userId === context.actor.id;
  if (to && !own) await takeChange(context, userId);
  const changed = await withTenant(context, async (tx) => {
    await lockMembers(tx, context);
    const by = await findRole(tx, context.actor.id);
    if (!by) throw new AppError("forbidden", "You do not belong to this organization any more.");
    const from = await findRole(tx, userId);
    if (!from) throw notFound("The member");
    const refusal = refusalOf({ by, own, from, to, owners: await countOwners(tx) });
    if (refusal) throw new AppError(refusal.code, refusal.reason);
    if (from === to) return false;
    if (to) await setRole(tx, userId, to);
    else await deleteMembership(tx, userId);
    await revokeBeyond(tx, context, userId, to);
    await recordAudit(tx, context, to ? "member.role_changed" : "member.removed", [userId]);
    return true;
  });
  // Roles are read at each call, so nothing of the old one is left should this fail.
  if (changed && !own) await withAuthLookup((tx) => endAllSessions(tx, userId));
}

export const changeRole = (context: TenantContext, member: { userId: string; role: RoleName }) =>
  change(context, member.userId, member.role);

export const removeMember = (context: TenantContext, { userId }: { userId: string }) =>
  change(context, userId, undefined);

/** Ends one's own membership, which every role may. */
export const leaveOrganization = (context: TenantContext) =>
  change(context, context.actor.id, undefined);
