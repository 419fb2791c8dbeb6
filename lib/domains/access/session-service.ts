import "server-only";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { networkOf } from "@/lib/http/client-address";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withAuthLookup, type LookupTransaction } from "@/lib/platform/db/transaction";
import { passwordFits } from "./password";
import { holdPassword } from "./account/repository";
import {
  deleteExpiredSessions,
  endSession,
  findCredentials,
  findSessionAddresses,
  insertSession,
} from "./repository";
import { email as emailSchema, MAX_PASSWORD } from "./schema";

export const SESSION_SECONDS = 14 * 24 * 60 * 60;

/** As much of what a browser says of itself as it takes to name it. */
const MAX_USER_AGENT = 300;

export interface Credentials {
  email: string;
  password: string;
}

const wrongCredentials = () =>
  new AppError("unauthenticated", "The e-mail address or the password is not right.");

/** Whether an account was signed in to from this network lately. Asks the same of one that does not exist. */
async function isUsualPlace(email: string, network: string): Promise<boolean> {
  const since = new Date(Date.now() - SESSION_SECONDS * 1000);
  const addresses = await withAuthLookup((tx) => findSessionAddresses(tx, email, since));
  return addresses.some((address) => networkOf(address) === network);
}

/**
 * The user whose address and password these are. Counts tries for an account from one network, for a network, and for an
 * account from anywhere but where it was signed in to before, so that no stranger can keep its owner out; throws
 * `rate_limited`, and `unauthenticated` with the same words whether the account exists or not.
 */
export async function checkCredentials(
  credentials: Credentials,
  clientAddress: string,
): Promise<{ userId: string; passwordHash: string }> {
  const parsed = emailSchema.safeParse(credentials.email);
  const address = parsed.success ? parsed.data : "";
  const calls = env().RATE_LIMIT_SIGN_IN_PER_15_MINUTES;
  const perSeconds = 15 * 60;
  const network = networkOf(clientAddress);
  await takeFromLimit({ name: "sign-in:account", calls, perSeconds }, `${address} ${network}`);
  await takeFromLimit({ name: "sign-in:address", calls: calls * 5, perSeconds }, network);
  if (!(await isUsualPlace(address, network)))
    await takeFromLimit({ name: "sign-in:anywhere", calls: calls * 10, perSeconds }, address);
  const user = await withAuthLookup((tx) => findCredentials(tx, address));
  const passwordHash = user?.passwordHash ?? undefined;
  // A longer one than an account can have fits none, and takes as long to say so.
  const stored = credentials.password.length > MAX_PASSWORD ? undefined : passwordHash;
  const fits = await passwordFits(stored, credentials.password.slice(0, MAX_PASSWORD));
  if (!fits || !user || passwordHash === undefined) throw wrongCredentials();
  return { userId: user.id, passwordHash };
}

/** The browser that signs in, as it named itself, and the address it comes from. */
export interface Client {
  address: string;
  userAgent: string | null;
}

/** Begins a session of a person who has shown who they are. Returns its id. */
export async function beginSession(
  tx: LookupTransaction,
  userId: string,
  { address, userAgent }: Client,
): Promise<string> {
  const id = newId();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  const named = userAgent?.slice(0, MAX_USER_AGENT) ?? null;
  await insertSession(tx, { id, userId, expiresAt, address, userAgent: named });
  return id;
}

/**
 * Begins a session when address and password fit; throws as `checkCredentials` does. A password that was changed while
 * it was compared begins none: the change has ended the sessions that there were, and this would be one more.
 */
export async function signIn(
  credentials: Credentials,
  client: Client,
): Promise<{ userId: string; sessionId: string }> {
  const { userId, passwordHash } = await checkCredentials(credentials, client.address);
  const sessionId = await withAuthLookup(async (tx) => {
    if (!(await holdPassword(tx, { userId, passwordHash }))) throw wrongCredentials();
    return beginSession(tx, userId, client);
  });
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
