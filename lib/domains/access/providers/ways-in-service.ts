import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";
import { requireRecentSignIn } from "../account/reauthentication-service";
import { endSessionsBut } from "../account/repository";
import { configuredProviders } from "./configured";
import { beginConnecting, deleteAccounts, findWaysIn, holdUser } from "./repository";
import type { ProviderId, WaysIn } from "./schema";

/** How long a provider's answer is waited for. */
const PATIENCE_MS = 10 * 60 * 1000;

const gone = () => new AppError("unauthenticated", "Your session has ended. Sign in again.");

/** How a person can sign in. */
export async function readWaysIn({ userId }: SignedIn): Promise<WaysIn> {
  const ways = await withAuthLookup((tx) => findWaysIn(tx, userId));
  if (!ways) throw gone();
  const addresses = new Map(ways.accounts.map(({ provider, email }) => [provider, email]));
  return {
    email: ways.email,
    emailVerified: ways.emailVerifiedAt !== null,
    hasPassword: ways.passwordHash !== null,
    providers: configuredProviders().map((provider) => ({
      ...provider,
      address: addresses.get(provider.id) ?? null,
    })),
  };
}

/**
 * Lets the provider's next answer in this session connect it. Throws `not_found` for one whose keys are not set,
 * `reauthentication_required`, and `conflict` before the person's own address is confirmed: until then the account may be anybody's who typed it in.
 */
export async function startConnecting(person: SignedIn, provider: ProviderId): Promise<void> {
  if (!configuredProviders().some(({ id }) => id === provider)) throw notFound("The provider");
  await requireRecentSignIn(person);
  await withAuthLookup(async (tx) => {
    const ways = await findWaysIn(tx, person.userId);
    if (!ways?.emailVerifiedAt)
      throw new AppError(
        "conflict",
        "Confirm your e-mail address first, then connect another sign-in.",
      );
    const until = new Date(Date.now() + PATIENCE_MS);
    await beginConnecting(tx, { sessionId: person.sessionId, provider, until });
  });
}

/**
 * Takes a provider away and ends every session but the one that asks. Throws `conflict` when there is no other way in,
 * and `not_found` when it is not connected. Returns how many sessions ended.
 */
export async function disconnect(person: SignedIn, provider: ProviderId): Promise<number> {
  return withAuthLookup(async (tx) => {
    await holdUser(tx, person.userId);
    const ways = await findWaysIn(tx, person.userId);
    if (!ways) throw gone();
    if (ways.passwordHash === null && ways.accounts.length === 1)
      throw new AppError("conflict", "This is your only way to sign in. Set a password first.");
    if ((await deleteAccounts(tx, person.userId, provider)) === 0) throw notFound("The sign-in");
    return endSessionsBut(tx, person);
  });
}
