import "server-only";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";

// Nothing but the user's id keeps these rows apart, since they belong to no tenant: it stands in every clause.

export async function findTwoFactor(tx: LookupTransaction, userId: string) {
  return tx.twoFactor.findUnique({
    where: { userId },
    select: { sealedSecret: true, confirmedAt: true, _count: { select: { recoveryCodes: true } } },
  });
}

/** Puts an unconfirmed secret in the place of one before it. Returns false where one is confirmed already. */
export async function insertSecret(
  tx: LookupTransaction,
  userId: string,
  sealedSecret: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  await tx.twoFactor.deleteMany({ where: { userId, confirmedAt: null } });
  const data = { userId, sealedSecret };
  return (await tx.twoFactor.createMany({ data, skipDuplicates: true })).count === 1;
}

/** Confirms the secret that the code was compared with. Returns whether it is still there and was not confirmed. */
export async function confirmSecret(
  tx: LookupTransaction,
  userId: string,
  sealedSecret: Uint8Array<ArrayBuffer>,
  lastTimeStep: number,
): Promise<boolean> {
  const { count } = await tx.twoFactor.updateMany({
    where: { userId, sealedSecret, confirmedAt: null },
    data: { confirmedAt: new Date(), lastTimeStep },
  });
  return count === 1;
}

/** Uses up a time step with all before it. Returns false where it was used before, also by a call at the same time. */
export async function useTimeStep(
  tx: LookupTransaction,
  userId: string,
  step: number,
): Promise<boolean> {
  const { count } = await tx.twoFactor.updateMany({
    where: { userId, confirmedAt: { not: null }, lastTimeStep: { lt: step } },
    data: { lastTimeStep: step },
  });
  return count === 1;
}

/** Returns whether the code was there: of calls at the same time one deletes it. */
export async function useRecoveryCode(
  tx: LookupTransaction,
  userId: string,
  hash: string,
): Promise<boolean> {
  const { count } = await tx.recoveryCode.deleteMany({ where: { userId, hash } });
  return count === 1;
}

export async function replaceRecoveryCodes(
  tx: LookupTransaction,
  userId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) });
}

/** Removes the secret with its recovery codes. */
export async function deleteTwoFactor(tx: LookupTransaction, userId: string): Promise<void> {
  await tx.twoFactor.deleteMany({ where: { userId } });
}

/** Notes on a live session that it has passed the second step, or (null) that it has passed none any more. */
export async function markSecondStep(
  tx: LookupTransaction,
  { userId, sessionId }: Pick<SignedIn, "userId" | "sessionId">,
  secondStepAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, userId, revokedAt: null },
    data: { secondStepAt },
  });
  return count === 1;
}
