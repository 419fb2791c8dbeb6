import "server-only";
import { AppError } from "@/lib/core/errors";
import { withAuthLookup, type LookupTransaction } from "@/lib/platform/db/transaction";
import { log } from "@/lib/platform/log/log";
import type { SignedIn } from "@/lib/tenancy/context";
import { requireRecentSignIn } from "../account/reauthentication-service";
import { endSessionsBut } from "../account/repository";
import { findUserProfile } from "../repository";
import { forApp, hashRecoveryCode, newRecoveryCodes, newSecret, timeStepOf } from "./codes";
import {
  confirmSecret,
  deleteTwoFactor,
  findTwoFactor,
  insertSecret,
  markSecondStep,
  replaceRecoveryCodes,
} from "./repository";
import type { TwoFactorState } from "./schema";
import { openSecret, sealSecret } from "../sealed-secret";
import { countTry, spendCode, wrongCode } from "./spend-code";

/** Whether the person signs in by two factors, and how many recovery codes they have left. */
export async function readTwoFactor({ userId }: Pick<SignedIn, "userId">): Promise<TwoFactorState> {
  const stored = await withAuthLookup((tx) => findTwoFactor(tx, userId));
  const on = Boolean(stored?.confirmedAt);
  return { on, recoveryCodesLeft: on ? (stored?._count.recoveryCodes ?? 0) : 0 };
}

/**
 * Makes a secret for the person's authenticator app. It counts for nothing until `confirmTwoFactor`; another call puts
 * another in its place. Throws `reauthentication_required`, and `conflict` when two-factor sign-in is on.
 */
export async function beginTwoFactor(person: SignedIn): Promise<{ secret: string; uri: string }> {
  const { userId } = person;
  await requireRecentSignIn(person);
  const secret = newSecret();
  const profile = await withAuthLookup(async (tx) => {
    if (!(await insertSecret(tx, userId, sealSecret("two-factor secret", secret, userId)))) {
      throw new AppError("conflict", "Two-factor sign-in is on already.");
    }
    return findUserProfile(tx, userId);
  });
  return forApp(secret, profile?.email ?? userId);
}

async function giveRecoveryCodes(tx: LookupTransaction, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(userId, code));
  await replaceRecoveryCodes(tx, userId, hashes);
  return codes;
}

/**
 * Turns two-factor sign-in on with a code of the secret that `beginTwoFactor` made, and ends every session but the one
 * that asks. Returns the recovery codes, which are in this answer alone, and how many sessions ended. Throws
 * `invalid_input` for a wrong code, `conflict` when there is nothing to confirm.
 */
export async function confirmTwoFactor(
  person: SignedIn,
  code: string,
): Promise<{ recoveryCodes: string[]; ended: number }> {
  const { userId } = person;
  await countTry(userId);
  const done = await withAuthLookup(async (tx) => {
    const stored = await findTwoFactor(tx, userId);
    const again = new AppError("conflict", "This code was replaced. Begin again.");
    if (!stored || stored.confirmedAt) throw again;
    const step = timeStepOf(openSecret("two-factor secret", stored.sealedSecret, userId), code);
    if (step === undefined) throw wrongCode();
    if (!(await confirmSecret(tx, userId, stored.sealedSecret, step))) throw again;
    await markSecondStep(tx, person, new Date());
    const recoveryCodes = await giveRecoveryCodes(tx, userId);
    return { recoveryCodes, ended: await endSessionsBut(tx, person) };
  });
  log.info("two-factor sign-in was turned on", { user_id: userId });
  return done;
}

/**
 * Turns two-factor sign-in off with one of its codes, and ends every session but the one that asks, which has passed no
 * second step any more. Returns how many. Throws `invalid_input` for a wrong code, `rate_limited`.
 */
export async function turnOffTwoFactor(person: SignedIn, code: string): Promise<number> {
  await countTry(person.userId);
  const ended = await withAuthLookup(async (tx) => {
    await spendCode(tx, person.userId, code);
    await deleteTwoFactor(tx, person.userId);
    await markSecondStep(tx, person, null);
    return endSessionsBut(tx, person);
  });
  log.info("two-factor sign-in was turned off", { user_id: person.userId });
  return ended;
}

/** Puts ten new recovery codes in the place of those left. Throws as `turnOffTwoFactor` does. */
export async function renewRecoveryCodes({ userId }: SignedIn, code: string): Promise<string[]> {
  await countTry(userId);
  return withAuthLookup(async (tx) => {
    await spendCode(tx, userId, code);
    return giveRecoveryCodes(tx, userId);
  });
}
