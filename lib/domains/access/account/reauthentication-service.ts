import "server-only";
import { AppError } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";
import { authenticatedSince, markAuthenticated } from "./repository";
import { verifyPassword } from "./service";

/** How long it counts that a person showed who they are. */
const RECENT_MS = 15 * 60 * 1000;

/**
 * What would let a stolen session in for good (another way to sign in, an authenticator app) asks this first. Throws
 * `reauthentication_required` in a session that began more than 15 minutes ago, unless the password was given since.
 */
export async function requireRecentSignIn({ sessionId }: SignedIn): Promise<void> {
  const since = new Date(Date.now() - RECENT_MS);
  if (await withAuthLookup((tx) => authenticatedSince(tx, sessionId, since))) return;
  throw new AppError("reauthentication_required", "Confirm first that it is you.");
}

/** Notes in the session that its person gave their password. Throws `invalid_input` for a wrong one, `rate_limited`. */
export async function reauthenticate(person: SignedIn, password: string): Promise<void> {
  await verifyPassword(person, password);
  await withAuthLookup((tx) => markAuthenticated(tx, person.sessionId, new Date()));
}
