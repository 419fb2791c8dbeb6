import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { withAuthLookup, type LookupTransaction } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";
import { hashOfGiven } from "../members/token";
import { hashPassword } from "../password";
import { deleteAccounts, holdUser } from "../providers/repository";
import { endAllSessions } from "../repository";
import { deleteTwoFactor } from "../two-factor/repository";
import { endTokens, findTokenOwner, markVerified, setPasswordHash, useToken } from "./repository";
import type { Purpose, ResetPasswordInput } from "./schema";

/** One and the same for what never was, is over, was used, or is no token. */
const unusable = () => notFound("The link");

/** Whose link works now, undefined for one that does not; opening its page uses nothing up. */
export async function ownerOfLink(token: string, purpose: Purpose): Promise<string | undefined> {
  const tokenHash = hashOfGiven(token);
  if (!tokenHash) return undefined;
  return withAuthLookup((tx) => findTokenOwner(tx, tokenHash, purpose));
}

/** Uses a person's link up, and every other one for the same. Throws `not_found` for one that does not work any more. */
async function useLink(
  tx: LookupTransaction,
  link: { tokenHash: string; purpose: Purpose; userId: string },
): Promise<void> {
  // The person first, as every change of their ways in does: of two at the same time one waits for the other.
  await holdUser(tx, link.userId);
  if (!(await useToken(tx, link))) throw unusable();
  await endTokens(tx, link.userId, link.purpose);
}

/**
 * Sets a new password by a link from a mail, and ends every session and every other such link, all or nothing. Throws
 * `not_found` for a link that does not work.
 *
 * Whoever first made the account need not be who has the mailbox. Where that was not shown before, the ways in that
 * they have connected are taken away, and so is their second step, which the mailbox's owner could not pass.
 */
export async function resetPassword({ token, newPassword }: ResetPasswordInput): Promise<void> {
  const purpose = "reset_password";
  const tokenHash = hashOfGiven(token);
  const userId = await ownerOfLink(token, purpose);
  if (!tokenHash || !userId) throw unusable();
  const passwordHash = await hashPassword(newPassword);
  await withAuthLookup(async (tx) => {
    await useLink(tx, { tokenHash, purpose, userId });
    await setPasswordHash(tx, userId, passwordHash);
    if (await markVerified(tx, userId)) {
      await deleteAccounts(tx, userId);
      await deleteTwoFactor(tx, userId);
    }
    await endAllSessions(tx, userId);
  });
}

/**
 * Shows that a mailbox is its account's by a link from a mail. Throws `not_found` for a link that does not work, and
 * `forbidden` for that of another account, which works on.
 *
 * Having the mailbox is not enough: somebody else may have made the account under this address, and would be taken for
 * its owner from then on. Who has both, the account and the mailbox, is.
 */
export async function confirmEmail({ userId }: SignedIn, token: string): Promise<void> {
  const purpose = "verify_email";
  const tokenHash = hashOfGiven(token);
  const owner = await ownerOfLink(token, purpose);
  if (!tokenHash || !owner) throw unusable();
  if (owner !== userId)
    throw new AppError(
      "forbidden",
      "This link is for another account than the one that you are signed in to.",
    );
  await withAuthLookup(async (tx) => {
    await useLink(tx, { tokenHash, purpose, userId });
    await markVerified(tx, userId);
  });
}
