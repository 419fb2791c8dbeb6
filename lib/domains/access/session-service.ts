import "server-only";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { passwordFits } from "./password";
import { deleteExpiredSessions, endSession, findCredentials, insertSession } from "./repository";
import { email as emailSchema, MAX_PASSWORD } from "./schema";

export const SESSION_SECONDS = 14 * 24 * 60 * 60;

export interface Credentials {
  email: string;
  password: string;
}

/**
 * The user whose address and password these are. Counts tries for an account from one address, for an account from
 * anywhere (more, so that a stranger cannot keep its owner out easily) and for an address; throws `rate_limited`, and
 * `unauthenticated` with the same words whether the account exists or not.
 */
export async function checkCredentials(
  credentials: Credentials,
  clientAddress: string,
): Promise<{ userId: string }> {
  const parsed = emailSchema.safeParse(credentials.email);
  const address = parsed.success ? parsed.data : "";
  const calls = env().RATE_LIMIT_SIGN_IN_PER_15_MINUTES;
  const perSeconds = 15 * 60;
  await takeFromLimit(
    { name: "sign-in:account", calls, perSeconds },
    `${address} ${clientAddress}`,
  );
  await takeFromLimit({ name: "sign-in:address", calls: calls * 5, perSeconds }, clientAddress);
  await takeFromLimit({ name: "sign-in:anywhere", calls: calls * 10, perSeconds }, address);
  const user = await withAuthLookup((tx) => findCredentials(tx, address));
  // A longer one than an account can have fits none, and takes as long to say so.
  const stored = credentials.password.length > MAX_PASSWORD ? undefined : user?.passwordHash;
  if (!(await passwordFits(stored, credentials.password.slice(0, MAX_PASSWORD))) || !user) {
    throw new AppError("unauthenticated", "The address or the password is not right.");
  }
  return { userId: user.id };
}

/** Begins a session when address and password fit; throws as `checkCredentials` does. */
export async function signIn(
  credentials: Credentials,
  clientAddress: string,
): Promise<{ userId: string; sessionId: string }> {
  const { userId } = await checkCredentials(credentials, clientAddress);
  const sessionId = newId();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  await withAuthLookup((tx) => insertSession(tx, { id: sessionId, userId, expiresAt }));
  return { userId, sessionId };
}

/** Ends a session at once, everywhere. */
export async function signOut(sessionId: string): Promise<void> {
  await withAuthLookup((tx) => endSession(tx, sessionId));
}

/** Removes sessions that expired. Returns how many. */
export async function pruneSessions(): Promise<number> {
  return withAuthLookup((tx) => deleteExpiredSessions(tx, new Date()));
}
