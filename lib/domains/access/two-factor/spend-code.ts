import "server-only";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import { hashRecoveryCode, timeStepOf } from "./codes";
import { findTwoFactor, useRecoveryCode, useTimeStep } from "./repository";
import { openSecret } from "../sealed-secret";

export const wrongCode = () =>
  new AppError("invalid_input", "This code is not right, or it was used before.", {
    field: "code",
  });

/**
 * Counts a try of a person, whatever the session it is made in: a new session brings no new tries. Throws `rate_limited`.
 */
export async function countTry(userId: string): Promise<void> {
  const calls = env().RATE_LIMIT_SECOND_STEP_PER_15_MINUTES;
  await takeFromLimit({ name: "second-step", calls, perSeconds: 15 * 60 }, userId);
}

/**
 * Uses up a code of the person: six digits of their app, or a recovery code. Each is good once. Count the try before.
 * Throws `invalid_input` for any other text.
 */
export async function spendCode(
  tx: LookupTransaction,
  userId: string,
  code: string,
): Promise<void> {
  if (!(await isSpent(tx, userId, code))) throw wrongCode();
}

async function isSpent(tx: LookupTransaction, userId: string, code: string): Promise<boolean> {
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) {
    return useRecoveryCode(tx, userId, hashRecoveryCode(userId, code));
  }
  const stored = await findTwoFactor(tx, userId);
  if (!stored?.confirmedAt) return false;
  const step = timeStepOf(openSecret("two-factor secret", stored.sealedSecret, userId), digits);
  return step !== undefined && useTimeStep(tx, userId, step);
}
