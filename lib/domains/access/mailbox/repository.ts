import "server-only";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { Purpose } from "./schema";

const open = () => ({ usedAt: null, expiresAt: { gt: new Date() } });

export async function insertRequest(
  tx: LookupTransaction,
  request: { id: string; purpose: Purpose; email: string; expiresAt: Date },
): Promise<void> {
  await tx.accountToken.create({ data: request, select: { id: true } });
}

/** A request whose mail is yet to be sent. */
export async function findOpenRequest(tx: LookupTransaction, id: string) {
  return tx.accountToken.findFirst({
    where: { ...open(), id, sentAt: null },
    select: { purpose: true, email: true, expiresAt: true },
  });
}

export async function deleteRequest(tx: LookupTransaction, id: string): Promise<void> {
  await tx.accountToken.deleteMany({ where: { id } });
}

export async function findMailbox(tx: LookupTransaction, email: string) {
  return tx.user.findUnique({ where: { email }, select: { id: true, emailVerifiedAt: true } });
}

/** Gives an open request its user and its token. Returns whether it was still open. */
export async function giveToken(
  tx: LookupTransaction,
  id: string,
  { userId, tokenHash }: { userId: string; tokenHash: string },
): Promise<boolean> {
  const { count } = await tx.accountToken.updateMany({
    where: { ...open(), id },
    data: { userId, tokenHash },
  });
  return count === 1;
}

export async function markSent(tx: LookupTransaction, id: string): Promise<void> {
  await tx.accountToken.updateMany({ where: { id }, data: { sentAt: new Date() } });
}

/** Whose token this is; undefined when it would not be taken now. */
export async function findTokenOwner(
  tx: LookupTransaction,
  tokenHash: string,
  purpose: Purpose,
): Promise<string | undefined> {
  const found = await tx.accountToken.findFirst({
    where: { ...open(), tokenHash, purpose },
    select: { userId: true },
  });
  return found?.userId ?? undefined;
}

/** Uses a token up. Returns whether it could be used still. */
export async function useToken(
  tx: LookupTransaction,
  token: { tokenHash: string; purpose: Purpose; userId: string },
): Promise<boolean> {
  const { count } = await tx.accountToken.updateMany({
    where: { ...open(), ...token },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

/** Ends the other links of a person that were sent for the same. */
export async function endTokens(
  tx: LookupTransaction,
  userId: string,
  purpose: Purpose,
): Promise<void> {
  await tx.accountToken.updateMany({
    where: { userId, purpose, usedAt: null },
    data: { usedAt: new Date() },
  });
}

/** Returns whether the mailbox was not yet known to be theirs. */
export async function markVerified(tx: LookupTransaction, userId: string): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, emailVerifiedAt: null },
    data: { emailVerifiedAt: new Date() },
  });
  return count === 1;
}

export async function setPasswordHash(
  tx: LookupTransaction,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { passwordHash } });
}

export async function deleteExpiredTokens(tx: LookupTransaction, before: Date): Promise<number> {
  return (await tx.accountToken.deleteMany({ where: { expiresAt: { lt: before } } })).count;
}
