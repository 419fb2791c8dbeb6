import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { uniqueViolation } from "@/lib/platform/db/errors";
import {
  withAuthLookup,
  withNewAccount,
  withTenant,
  type TenantTransaction,
} from "@/lib/platform/db/transaction";
import { newTraceId } from "@/lib/platform/log/trace";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { permissionsOfRole, type RoleName } from "@/lib/tenancy/permissions";
import { ownAccount, refusedAccount } from "../open-account";
import { hashPassword } from "../password";
import { findUserProfile, insertUser } from "../repository";
import { consumeInvitation, findByToken } from "./invitation-repository";
import { insertMembership } from "./repository";
import { hashOfGiven } from "./token";

interface Usable {
  context: Pick<TenantContext, "tenantId" | "organizationId">;
  id: string;
  tokenHash: string;
  email: string;
  role: RoleName;
  organization: { name: string; slug: string };
}

/** One and the same for what never was, is over, was used, was revoked, or is no token. */
const unusable = () => notFound("The invitation");

async function findUsable(token: string): Promise<Usable | undefined> {
  const tokenHash = hashOfGiven(token);
  if (!tokenHash) return undefined;
  const row = await withAuthLookup((tx) => findByToken(tx, tokenHash));
  if (!row) return undefined;
  const { tenantId, organizationId, id, email, role, organization } = row;
  return { context: { tenantId, organizationId }, id, tokenHash, email, role, organization };
}

/** What an invitation's page shows: for whom it is and of which organization; undefined when it can't be used. */
export async function readInvitation(
  token: string,
): Promise<{ email: string; role: RoleName; organizationName: string } | undefined> {
  const found = await findUsable(token);
  if (!found) return undefined;
  return { email: found.email, role: found.role, organizationName: found.organization.name };
}

const contextOf = (found: Usable, userId: string): TenantContext => ({
  ...found.context,
  actor: { kind: "user", id: userId },
  permissions: permissionsOfRole(found.role),
  traceId: newTraceId(),
});

/** Uses the invitation up and makes the membership, or throws and does neither. */
async function join(
  tx: TenantTransaction,
  context: TenantContext,
  { id, tokenHash, role }: Usable,
): Promise<void> {
  if (!(await consumeInvitation(tx, id, tokenHash))) throw unusable();
  const userId = context.actor.id;
  if (await insertMembership(tx, context, { userId, role }))
    await recordAudit(tx, context, "member.joined", [userId]);
}

/**
 * Makes a signed-in person a member. Throws `not_found` for an invitation that can't be used, and `forbidden` when it is
 * for another address than theirs; it stays usable then.
 */
export async function acceptInvitation(
  token: string,
  userId: string,
): Promise<{ organizationSlug: string }> {
  const found = await findUsable(token);
  if (!found) throw unusable();
  const profile = await withAuthLookup((tx) => findUserProfile(tx, userId));
  if (profile?.email !== found.email)
    throw new AppError("forbidden", "This invitation is for another e-mail address than yours.");
  const context = contextOf(found, userId);
  await withTenant(context, (tx) => join(tx, context, found));
  return { organizationSlug: found.organization.slug };
}

/**
 * Makes the account that an invitation is for, and its membership, all or nothing: whoever has the link has the mailbox.
 * Who has an account there and gives its password joins with it; with another one they are refused without a reason.
 */
export async function joinWithNewAccount(
  { token, name, password }: { token: string; name: string; password: string },
  clientAddress: string,
): Promise<{ organizationSlug: string; email: string }> {
  const found = await findUsable(token);
  if (!found) throw unusable();
  const { email, organization } = found;
  const userId = newId();
  const context = contextOf(found, userId);
  const passwordHash = await hashPassword(password);
  try {
    await withNewAccount(
      context,
      (tx) =>
        insertUser(tx, { id: userId, email, name, passwordHash, emailVerifiedAt: new Date() }),
      (tx) => join(tx, context, found),
    );
  } catch (error) {
    if (!uniqueViolation(error)?.includes("email")) throw error;
    const known = await ownAccount({ email, password }, clientAddress);
    if (!known) throw refusedAccount(error);
    await acceptInvitation(token, known);
  }
  return { organizationSlug: organization.slug, email };
}
