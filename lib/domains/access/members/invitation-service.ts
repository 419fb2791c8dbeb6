import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { startJob } from "@/lib/domains/ops/jobs-service";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withAuthLookup, withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import type { RoleName } from "@/lib/tenancy/permissions";
import {
  findOpenInvitation,
  insertInvitation,
  listOpenInvitations,
  replaceToken,
  revokeOpenInvitation,
} from "./invitation-repository";
import { findRole, findUserId, lockMembers } from "./repository";
import type { InvitationListQuery, InvitationPage } from "./schema";
import { invitableRoles } from "./terms";
import { hashToken, newToken } from "./token";

const LIFETIME_MS = 72 * 60 * 60 * 1000;
const expiry = () => new Date(Date.now() + LIFETIME_MS);

/** A hash that no known token has: the job that sends the mail puts its own in its place. */
const unknownHash = () => hashToken(newToken());

/**
 * Mail to strangers is counted for each organization, whoever of it asks, and for each mailbox, whichever organization
 * asks: what follows a plus leads to the same one.
 */
async function takeMail({ organizationId }: TenantContext, email: string): Promise<void> {
  const { RATE_LIMIT_INVITATIONS_PER_HOUR: calls, RATE_LIMIT_INVITATION_MAIL_PER_HOUR: mails } =
    env();
  await takeFromLimit({ name: "invitation", calls, perSeconds: 3600 }, organizationId);
  const mailbox = email.replace(/\+[^@]*@/, "@");
  await takeFromLimit({ name: "invitation-mail", calls: mails, perSeconds: 3600 }, mailbox);
}

/** The role of who asks, read under the lock of the members. Throws `forbidden` where it may not give this one. */
async function requireMayInvite(
  tx: TenantTransaction,
  context: TenantContext,
  role: RoleName,
): Promise<void> {
  const by = await findRole(tx, context.actor.id);
  if (by && invitableRoles(by).includes(role)) return;
  throw new AppError("forbidden", `You cannot invite somebody as ${role}.`);
}

/** One page of the invitations that were neither used nor revoked, the newest first. */
export async function readInvitations(
  context: TenantContext,
  query: InvitationListQuery,
): Promise<InvitationPage> {
  const rows = await withTenant(context, (tx) => listOpenInvitations(tx, query));
  const page = rows.slice(0, query.limit);
  return {
    invitations: page.map(({ createdAt, expiresAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      expired: expiresAt <= new Date(),
    })),
    nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/**
 * Asks somebody in. The answer is the same whether the address has an account. Throws `conflict` for a member and for an
 * address that was asked already, `forbidden` for a role that the caller may not give.
 */
export async function invite(
  context: TenantContext,
  { email, role }: { email: string; role: RoleName },
): Promise<{ id: string; jobId: string }> {
  await takeMail(context, email);
  const userId = await withAuthLookup((tx) => findUserId(tx, email));
  const id = newId();
  const jobId = await withTenant(context, async (tx) => {
    await lockMembers(tx, context);
    await requireMayInvite(tx, context, role);
    if (userId && (await findRole(tx, userId)))
      throw new AppError("conflict", "Is a member already.", { field: "email" });
    if (await findOpenInvitation(tx, { email }))
      throw new AppError("conflict", "Was invited already: send it again instead.", {
        field: "email",
      });
    await insertInvitation(tx, context, {
      id,
      email,
      role,
      tokenHash: unknownHash(),
      invitedBy: context.actor.id,
      expiresAt: expiry(),
    });
    const jobId = await startJob(tx, context, "access.invitation", id);
    await recordAudit(tx, context, "member.invited", [id]);
    return jobId;
  });
  wakeRelay();
  return { id, jobId };
}

/** Counts one more mail of an invitation that is open. Throws `not_found`, and `rate_limited` when there were too many. */
export async function takeInvitationMail(context: TenantContext, id: string): Promise<void> {
  const open = await withTenant(context, (tx) => findOpenInvitation(tx, { id }));
  if (!open) throw notFound("The invitation");
  await takeMail(context, open.email);
}

/** Locks the members for who sends an open invitation anew or ends it. Throws `not_found`, and `forbidden` for a role not theirs to give. */
export async function requireMayHandle(
  tx: TenantTransaction,
  context: TenantContext,
  id: string,
): Promise<void> {
  await lockMembers(tx, context);
  const found = await findOpenInvitation(tx, { id });
  if (!found) throw notFound("The invitation");
  await requireMayInvite(tx, context, found.role);
}

/** Sends an open invitation anew. The link that was sent before is dead from this moment. Throws `not_found`. */
export async function resendInvitation(
  context: TenantContext,
  id: string,
): Promise<{ jobId: string }> {
  await takeInvitationMail(context, id);
  const jobId = await withTenant(context, async (tx) => {
    await requireMayHandle(tx, context, id);
    await replaceToken(tx, id, { tokenHash: unknownHash(), expiresAt: expiry() });
    const jobId = await startJob(tx, context, "access.invitation", id);
    await recordAudit(tx, context, "member.invited", [id]);
    return jobId;
  });
  wakeRelay();
  return { jobId };
}

/** Ends an open invitation at once. Throws `not_found` for an unknown, foreign, used or ended one. */
export async function revokeInvitation(context: TenantContext, id: string): Promise<void> {
  await withTenant(context, async (tx) => {
    await requireMayHandle(tx, context, id);
    await revokeOpenInvitation(tx, id);
    await recordAudit(tx, context, "invitation.revoked", [id]);
  });
}
