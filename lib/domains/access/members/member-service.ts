import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { ROLES, type RoleName } from "@/lib/tenancy/permissions";
import { endAllSessions } from "../repository";
import { revokeInvitationsBy } from "./invitation-repository";
import {
  countOwners,
  deleteMembership,
  findRole,
  holdRole,
  lockMembers,
  setRole,
} from "./repository";
import { invitableRoles, refusalOf, transferRefusalOf } from "./terms";

/** The role of a member, which stays as it is until the end of the transaction; undefined for who is none. */
export const roleToBeHeld = holdRole;

/** The role of a member as it is now, for who only reads; undefined for who is none. */
export const roleOf = findRole;

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

/** Locks the organization's members. Returns the role of who asks, read under the lock. */
async function holdMembers(tx: TenantTransaction, context: TenantContext): Promise<RoleName> {
  await lockMembers(tx, context);
  const role = await findRole(tx, context.actor.id);
  if (!role) throw new AppError("forbidden", "You do not belong to this organization any more.");
  return role;
}

/** The role that a member has, under the lock. Throws what keeps who asks from changing it to another, or from ending it. */
async function judge(
  tx: TenantTransaction,
  context: TenantContext,
  userId: string,
  to: RoleName | undefined,
): Promise<RoleName> {
  const by = await holdMembers(tx, context);
  const from = await findRole(tx, userId);
  if (!from) throw notFound("The member");
  const own = userId === context.actor.id;
  const refusal = refusalOf({ by, own, from, to, owners: await countOwners(tx) });
  if (refusal) throw new AppError(refusal.code, refusal.reason);
  return from;
}

/**
 * A change signs a person out of other organizations too, so none may make many: what would change nothing counts for
 * nothing. Who is removed comes back by their own will alone.
 */
async function takeChange(context: TenantContext, userId: string, to: RoleName): Promise<void> {
  const from = await withTenant(context, (tx) => judge(tx, context, userId, to));
  if (from === to) return;
  const calls = env().RATE_LIMIT_ROLE_CHANGES_PER_HOUR;
  const limit = { name: "role-change", calls, perSeconds: 3600 };
  await takeFromLimit(limit, `${context.organizationId} ${userId}`);
}

/**
 * Changes or ends a membership under the lock of the organization's members. Both roles are read under it, so that what
 * was true when the request began does not decide. Whom somebody else changes is signed out everywhere, all or nothing.
 * Throws `not_found`, `forbidden`, `conflict` for the last owner, and `rate_limited`.
 */
async function change(
  context: TenantContext,
  userId: string,
  to: RoleName | undefined,
): Promise<void> {
  const own = userId === context.actor.id;
  if (to && !own) await takeChange(context, userId, to);
  await withTenant(
    context,
    async (tx) => {
      if ((await judge(tx, context, userId, to)) === to) return false;
      if (to) await setRole(tx, userId, to);
      else await deleteMembership(tx, userId);
      await revokeBeyond(tx, context, userId, to);
      await recordAudit(tx, context, to ? "member.role_changed" : "member.removed", [userId]);
      return true;
    },
    async (tx, changed) => {
      if (changed && !own) await endAllSessions(tx, userId);
    },
  );
}

export const changeRole = (context: TenantContext, member: { userId: string; role: RoleName }) =>
  change(context, member.userId, member.role);

export const removeMember = (context: TenantContext, { userId }: { userId: string }) =>
  change(context, userId, undefined);

/** Ends one's own membership, which every role may. */
export const leaveOrganization = (context: TenantContext) =>
  change(context, context.actor.id, undefined);

/**
 * Makes another member an owner and who asks an admin, and signs the new owner out everywhere, all or nothing. Throws
 * `not_found`, `forbidden` for who is no owner (any more), and `conflict` where the other one is an owner already, who
 * asks included.
 */
export async function transferOwnership(
  context: TenantContext,
  { userId }: { userId: string },
): Promise<void> {
  await withTenant(
    context,
    async (tx) => {
      const by = await holdMembers(tx, context);
      const to = await findRole(tx, userId);
      if (!to) throw notFound("The member");
      const refusal = transferRefusalOf(by, to);
      if (refusal) throw new AppError(refusal.code, refusal.reason);
      await setRole(tx, userId, "owner");
      await setRole(tx, context.actor.id, "admin");
      await revokeBeyond(tx, context, context.actor.id, "admin");
      await recordAudit(tx, context, "ownership.transferred", [userId]);
    },
    (tx) => endAllSessions(tx, userId),
  );
}
