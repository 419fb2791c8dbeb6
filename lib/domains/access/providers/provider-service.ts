import "server-only";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { requestMail } from "../mailbox/request-service";
import { insertUser } from "../repository";
import { email as emailSchema } from "../schema";
import { beginSession, type Client } from "../session-service";
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

/** Makes a user who belongs to no organization yet. Throws `conflict` when their address has an account. */
async function openAccountOf(person: ProviderPerson): Promise<string> {
  const email = addressOf(person);
  const userId = newId();
  const name = person.name?.trim().slice(0, 100) || email.split("@")[0] || email;
  const emailVerifiedAt = person.emailVerified ? new Date() : null;
  const { provider, subject } = person;
  try {
    await withAuthLookup(async (tx) => {
      await insertUser(tx, { id: userId, email, name, passwordHash: null, emailVerifiedAt });
      await insertAccountOf(tx, { provider, subject, userId, email });
      if (!emailVerifiedAt) await requestMail(tx, email, "verify_email");
    });
  } catch (error) {
    if (!uniqueViolation(error)) throw error;
    // Two answers of one person at the same time: the other one has made the account.
    const known = await withAuthLookup((tx) => findAccountOwner(tx, person));
    if (!known) throw refused(error);
    return known;
  }
  wakeRelay();
  return userId;
}

/** Connects a provider to who asked for it in a session. Throws `conflict` for one that somebody else has connected. */
async function connect(sessionId: string, person: ProviderPerson): Promise<string | undefined> {
  const { provider, subject } = person;
  const email = addressOf(person);
  return withAuthLookup(async (tx) => {
    const userId = await endConnecting(tx, { sessionId, provider });
    if (!userId) return undefined;
    await holdUser(tx, userId);
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
 * leads to an account. Throws `conflict` when no account can be opened, or when the provider is somebody else's.
 */
export async function enterByProvider(
  person: ProviderPerson,
  client: Client,
  currentSessionId: string | undefined,
): Promise<{ userId: string; sessionId: string }> {
  const connected = currentSessionId && (await connect(currentSessionId, person));
  if (connected) return { userId: connected, sessionId: currentSessionId };
  const known = await withAuthLookup((tx) => findAccountOwner(tx, person));
  const userId = known ?? (await openAccountOf(person));
  return { userId, sessionId: await withAuthLookup((tx) => beginSession(tx, userId, client)) };
}
