import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";
import { SECOND_STEP_DONE } from "@/lib/tenancy/lookup";

// Nothing but the user's id keeps these rows apart, since they belong to no tenant: it stands in every clause.
type Person = Pick<SignedIn, "userId">;

const live = ({ userId }: Person) => ({ userId, revokedAt: null, expiresAt: { gt: new Date() } });

const COLUMNS = {
  id: true,
  userAgent: true,
  address: true,
  createdAt: true,
  lastSeenAt: true,
} as const satisfies Prisma.SessionSelect;

/** A page of a person's other sessions and one more, if there is one; ids sort by sign-in, the newest first. */
export async function listOtherSessions(
  tx: LookupTransaction,
  person: SignedIn,
  { cursor, limit }: { cursor: string | undefined; limit: number },
) {
  return tx.session.findMany({
    where: {
      ...live(person),
      ...SECOND_STEP_DONE,
      id: { not: person.sessionId, ...(cursor && { lt: cursor }) },
    },
    select: COLUMNS,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
}

/** The session that asks; null when it has just ended. */
export async function findOwnSession(tx: LookupTransaction, person: SignedIn) {
  return tx.session.findFirst({
    where: { ...live(person), ...SECOND_STEP_DONE, id: person.sessionId },
    select: COLUMNS,
  });
}

/** Returns whether the person had a live session with this id. */
export async function endOwnSession(
  tx: LookupTransaction,
  person: Person,
  id: string,
): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { ...live(person), id },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

/** Ends every session of the person but the one that asks. Returns how many were alive. */
export async function endSessionsBut(tx: LookupTransaction, person: SignedIn): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { ...live(person), id: { not: person.sessionId } },
    data: { revokedAt: new Date() },
  });
  return count;
}

/** Whether a person's session goes on. */
export async function isSessionAlive(
  tx: LookupTransaction,
  { userId, sessionId }: Pick<SignedIn, "userId" | "sessionId">,
): Promise<boolean> {
  const where = { ...live({ userId }), id: sessionId };
  return (await tx.session.findFirst({ where, select: { id: true } })) !== null;
}

export async function authenticatedSince(
  tx: LookupTransaction,
  sessionId: string,
  since: Date,
): Promise<boolean> {
  const where = { id: sessionId, authenticatedAt: { gt: since } };
  return (await tx.session.findFirst({ where, select: { id: true } })) !== null;
}

export async function markAuthenticated(
  tx: LookupTransaction,
  sessionId: string,
  authenticatedAt: Date,
): Promise<void> {
  await tx.session.updateMany({ where: { id: sessionId }, data: { authenticatedAt } });
}

/**
 * Whether the password is still the one of this hash. If so, a change waits for the end of this transaction, and then
 * sees the session that it has begun.
 */
export async function holdPassword(
  tx: LookupTransaction,
  { userId, passwordHash }: Person & { passwordHash: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM app_user WHERE id = ${userId}::uuid AND password_hash = ${passwordHash} FOR SHARE`;
  return rows.length === 1;
}

/** Returns whether the password was still the one of the hash `from`. */
export async function replacePassword(
  tx: LookupTransaction,
  { userId }: Person,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, passwordHash: from },
    data: { passwordHash: to },
  });
  return count === 1;
}
