import "server-only";
import { notFound } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { hashOfGiven } from "../members/token";
import { hashPassword } from "../password";
import { deleteAccounts } from "../providers/repository";
import { endAllSessions } from "../repository";
import { endTokens, isTokenOpen, markVerified, setPasswordHash, useToken } from "./repository";
import type { Purpose, ResetPasswordInput } from "./schema";

/** One and the same for what never was, is over, was used, or is no token. */
const unusable = () => notFound("The link");

/** Whether a link works now; opening its page uses nothing up. */
export async function isLinkOpen(token: string, purpose: Purpose): Promise<boolean> {
  const tokenHash = hashOfGiven(token);
  if (!tokenHash) return false;
  return withAuthLookup((tx) => isTokenOpen(tx, tokenHash, purpose));
}

/**
 * Sets a new password by a link from a mail, and ends every session and every other such link, all or nothing. Throws
 * `not_found` for a link that does not work.
 *
 * Whoever first made the account need not be who has the mailbox. Where that was not shown before, the ways in that
 * they have connected are taken away.
 */
export async function resetPassword({ token, newPassword }: ResetPasswordInput): Promise<void> {
  const tokenHash = hashOfGiven(token);
  if (!tokenHash || !(await isLinkOpen(token, "reset_password"))) throw unusable();
  const passwordHash = await hashPassword(newPassword);
  await withAuthLookup(async (tx) => {
    const userId = await useToken(tx, tokenHash, "reset_password");
    if (!userId) throw unusable();
    // First the password: a sign-in with the old one that is on its way has begun its session, or will not fit.
    await setPasswordHash(tx, userId, passwordHash);
    if (await markVerified(tx, userId)) await deleteAccounts(tx, userId);
    await endTokens(tx, userId, "reset_password");
    await endAllSessions(tx, userId);
  });
}

/** Shows that a mailbox is its account's by a link from a mail. Throws `not_found` for a link that does not work. */
export async function confirmEmail(token: string): Promise<void> {
  const tokenHash = hashOfGiven(token);
  if (!tokenHash) throw unusable();
  await withAuthLookup(async (tx) => {
    const userId = await useToken(tx, tokenHash, "verify_email");
    if (!userId) throw unusable();
    await markVerified(tx, userId);
    await endTokens(tx, userId, "verify_email");
  });
}
