import "server-only";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withAuthLookup, type LookupTransaction } from "@/lib/platform/db/transaction";
import { emitForAccount } from "@/lib/platform/events/outbox";
import { wakeRelay } from "@/lib/platform/events/relay";
import { currentTrace, newTraceId } from "@/lib/platform/log/trace";
import type { SignedIn } from "@/lib/tenancy/context";
import { findUserProfile } from "../repository";
import { deleteExpiredTokens, insertRequest } from "./repository";
import type { Purpose } from "./schema";

const HOUR_MS = 60 * 60 * 1000;
/** A link that sets a password is a password for as long as it works. */
const LIFETIME_MS: Record<Purpose, number> = {
  reset_password: HOUR_MS,
  verify_email: 72 * HOUR_MS,
};

/** Asks for a mail to an address in the transaction of what it is about; the job that sends finds out whose it is. */
export async function requestMail(
  tx: LookupTransaction,
  email: string,
  purpose: Purpose,
): Promise<void> {
  const id = newId();
  const expiresAt = new Date(Date.now() + LIFETIME_MS[purpose]);
  await insertRequest(tx, { id, purpose, email, expiresAt });
  await emitForAccount(tx, "access/account-mail.requested", {
    traceId: currentTrace()?.traceId ?? newTraceId(),
    accountTokenId: id,
  });
}

async function takeMailLimit(email: string): Promise<void> {
  const calls = env().RATE_LIMIT_ACCOUNT_MAIL_PER_HOUR;
  await takeFromLimit({ name: "account-mail", calls, perSeconds: 3600 }, email);
}

/**
 * Asks for a link that sets a new password. Does the same work for an address that has an account and for one that has
 * none. Throws `rate_limited` after too many for one address.
 */
export async function askForReset(email: string): Promise<void> {
  await takeMailLimit(email);
  await withAuthLookup((tx) => requestMail(tx, email, "reset_password"));
  wakeRelay();
}

/** Sends a person the link that shows that the mailbox is theirs. Throws `rate_limited`, or `unauthenticated` for nobody. */
export async function askForConfirmation({ userId }: SignedIn): Promise<void> {
  const profile = await withAuthLookup((tx) => findUserProfile(tx, userId));
  if (!profile) throw new AppError("unauthenticated", "This account is gone.");
  await takeMailLimit(profile.email);
  await withAuthLookup((tx) => requestMail(tx, profile.email, "verify_email"));
  wakeRelay();
}

/** Removes what was asked for and is over. Returns how many. */
export async function pruneAccountTokens(): Promise<number> {
  return withAuthLookup((tx) => deleteExpiredTokens(tx, new Date()));
}
