import "server-only";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { ProviderId } from "./schema";

export interface Subject {
  provider: ProviderId;
  subject: string;
}

export async function findAccountOwner(
  tx: LookupTransaction,
  { provider, subject }: Subject,
): Promise<string | undefined> {
  const found = await tx.account.findUnique({
    where: { provider_subject: { provider, subject } },
    select: { userId: true },
  });
  return found?.userId;
}

export async function insertAccountOf(
  tx: LookupTransaction,
  account: Subject & { userId: string; email: string },
): Promise<void> {
  await tx.account.create({ data: account, select: { subject: true } });
}

/** Takes one way in away, or without a provider all. Returns how many there were. */
export async function deleteAccounts(
  tx: LookupTransaction,
  userId: string,
  provider?: ProviderId,
): Promise<number> {
  return (await tx.account.deleteMany({ where: { userId, ...(provider && { provider }) } })).count;
}

export async function findWaysIn(tx: LookupTransaction, userId: string) {
  return tx.user.findUnique({
    where: { id: userId },
    select: {
      email: true,
      emailVerifiedAt: true,
      passwordHash: true,
      accounts: { select: { provider: true, email: true } },
    },
  });
}

/** Of two changes to a person's ways in one waits for the other. */
export async function holdUser(tx: LookupTransaction, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
}

/** Notes that a session has begun to connect a provider. */
export async function beginConnecting(
  tx: LookupTransaction,
  { sessionId, provider, until }: { sessionId: string; provider: ProviderId; until: Date },
): Promise<void> {
  await tx.session.updateMany({
    where: { id: sessionId },
    data: { connecting: provider, connectingUntil: until },
  });
}

/** Ends the wait for a provider's answer. Returns whose session it is; undefined when it did not wait for that one. */
export async function endConnecting(
  tx: LookupTransaction,
  { sessionId, provider }: { sessionId: string; provider: ProviderId },
): Promise<string | undefined> {
  const now = new Date();
  const [row] = await tx.session.updateManyAndReturn({
    where: {
      id: sessionId,
      connecting: provider,
      connectingUntil: { gt: now },
      revokedAt: null,
      expiresAt: { gt: now },
    },
    data: { connecting: null, connectingUntil: null },
    select: { userId: true },
  });
  return row?.userId;
}
