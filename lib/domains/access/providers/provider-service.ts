import "server-only";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { requestMail } from "../mailbox/request-service";
import { isSessionAlive } from "../account/repository";
import { insertUser } from "../repository";
import { email as emailSchema, personName } from "../schema";
import { beginSession, type Client } from "../session-service";
import { signUpLimit } from "../sign-up-limit";
import {
  endConnecting,
  findAccountOwner,
  findWaysIn,
  holdUser,
  insertAccountOf,
} from "./repository";
import type { ProviderId } from "./schema";

/** A person as a provider vouches for them. */
export interface ProviderPerson {
  provider: ProviderId;
  /** The provider's own name for them, which never changes. */
  subject: string;
  email: string | undefined;
  /** Whether the provider knows that the mailbox is theirs. Microsoft does not say so of any. */
  emailVerified: boolean;
  name: string | undefined;
}

// The same whether the address has an account or is none: a provider's word for an address proves no mailbox.
const refused = (cause?: unknown) =>
  new AppError("conflict", "An account could not be opened with this sign-in.", { cause });

function addressOf({ email }: ProviderPerson): string {
  const parsed = emailSchema.safeParse(email);
  if (!parsed.success) throw refused(parsed.error);
  return parsed.data;
}

interface Begun {
  userId: string;
  sessionId: string;
}

/** Begins a session of the person whose provider and subject these are; undefined when nobody has connected them. */
async function enterKnown(person: ProviderPerson, client: Client): Promise<Begun | undefined> {
  return withAuthLookup(async (tx) => {
    const userId = await findAccountOwner(tx, person);
    if (!userId) return undefined;
    // A new password and a disconnect hold the person too: either they see this session and end it, or it is seen here
    // what they have taken away.
    await holdUser(tx, userId);
    if ((await findAccountOwner(tx, person)) !== userId) return undefined;
    return { userId, sessionId: await beginSession(tx, userId, client) };
  });
}

/**
 * Makes a user who belongs to no organization yet, and begins their session. Throws `conflict` when their address has an
 * account, and `rate_limited`: whether it has is told, so it is counted as signing up is.
 */
async function openAccountOf(person: ProviderPerson, client: Client): Promise<Begun> {
  await takeFromLimit(signUpLimit(), client.address);
  const email = addressOf(person);
  const userId = newId();
  const name = personName.safeParse(person.name?.trim().slice(0, 100)).data ?? email.split("@")[0];
  const emailVerifiedAt = person.emailVerified ? new Date() : null;
  const { provider, subject } = person;
  try {
    const sessionId = await withAuthLookup(async (tx) => {
      const user = { id: userId, email, name: name || email, passwordHash: null, emailVerifiedAt };
      await insertUser(tx, user);
      await insertAccountOf(tx, { provider, subject, userId, email });
      if (!emailVerifiedAt) await requestMail(tx, email, "verify_email");
      return beginSession(tx, userId, client);
    });
    wakeRelay();
    return { userId, sessionId };
  } catch (error) {
    if (!uniqueViolation(error)) throw error;
    // Two answers of one person at the same time: the other one has made the account.
    const known = await enterKnown(person, client);
    if (!known) throw refused(error);
    return known;
  }
}

/** Connects a provider to who asked for it in a session. Throws `conflict` for one that somebody else has connected. */
async function connect(sessionId: string, person: ProviderPerson): Promise<string | undefined> {
  const { provider, subject } = person;
  // By itself: the wait is over also when the answer cannot be connected.
  const userId = await withAuthLookup((tx) => endConnecting(tx, { sessionId, provider }));
  if (!userId) return undefined;
  const email = addressOf(person);
  return withAuthLookup(async (tx) => {
    await holdUser(tx, userId);
    if (!(await isSessionAlive(tx, { userId, sessionId }))) return undefined;
    const owner = await findAccountOwner(tx, { provider, subject });
    if (owner && owner !== userId)
      throw new AppError("conflict", "This sign-in belongs to another account.");
    const ways = await findWaysIn(tx, userId);
    if (!ways?.emailVerifiedAt) throw new AppError("conflict", "Confirm your address first.");
    if (ways.accounts.some((account) => account.provider === provider)) {
      if (owner) return userId;
      throw new AppError("conflict", "Another sign-in of this provider is connected.");
    }
    await insertAccountOf(tx, { provider, subject, userId, email });
    return userId;
  });
}

/**
 * What a provider's answer leads to: in a session that waits for it, the provider is connected; otherwise a session
 * begins for the person whose provider and subject these are, who is made when there is none. An address alone never
 * leads to an account. Throws `conflict` when no account can be opened, or when the provider is somebody else's, and
 * `rate_limited` after too many new accounts.
 */
export async function enterByProvider(
  person: ProviderPerson,
  client: Client,
  currentSessionId: string | undefined,
): Promise<Begun> {
  const connected = currentSessionId && (await connect(currentSessionId, person));
  if (connected) return { userId: connected, sessionId: currentSessionId };
  return (await enterKnown(person, client)) ?? openAccountOf(person, client);
}
