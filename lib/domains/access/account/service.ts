import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";
import { endTokens } from "../mailbox/repository";
import { hashPassword } from "../password";
import { findUserProfile } from "../repository";
import { checkCredentials } from "../session-service";
import {
  endOwnSession,
  endSessionsBut,
  findOwnSession,
  listOtherSessions,
  replacePassword,
} from "./repository";
import type { ChangePasswordInput, SessionListInput, SessionPage } from "./schema";

const PAGE = 20;

/**
 * One page of the browsers in which a person is signed in: first the one that asks, then the others, the newest sign-in
 * first. When a session was last seen changes at any time, so that a list in that order would lose some between its pages.
 */
export async function readSessions(
  person: SignedIn,
  { cursor, limit = PAGE }: SessionListInput,
): Promise<SessionPage> {
  const [own, others] = await withAuthLookup(async (tx) => [
    cursor === undefined ? await findOwnSession(tx, person) : null,
    await listOtherSessions(tx, person, { cursor, limit }),
  ]);
  const shown = others.slice(0, limit);
  const last = others.length > limit ? shown.at(-1) : undefined;
  return {
    sessions: [...(own ? [own] : []), ...shown].map(({ createdAt, lastSeenAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      current: row.id === person.sessionId,
    })),
    nextCursor: last?.id ?? null,
  };
}

/** Ends one session at once: each request looks it up. Throws `not_found` for an unknown, foreign or ended one. */
export async function endSessionOf(person: SignedIn, id: string): Promise<void> {
  if (!(await withAuthLookup((tx) => endOwnSession(tx, person, id)))) throw notFound("The session");
}

/** Ends every session but the one that asks. Returns how many. */
export async function endOtherSessionsOf(person: SignedIn): Promise<number> {
  return withAuthLookup((tx) => endSessionsBut(tx, person));
}

const wrongPassword = (cause?: unknown) =>
  new AppError("invalid_input", "This is not your current password.", {
    cause,
    field: "currentPassword",
  });

/** The hash of the password, if it is the person's. Throws `invalid_input` for a wrong one, `rate_limited`. */
export async function verifyPassword(person: SignedIn, password: string): Promise<string> {
  const profile = await withAuthLookup((tx) => findUserProfile(tx, person.userId));
  if (!profile) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
  try {
    const found = await checkCredentials({ email: profile.email, password }, person.address);
    return found.passwordHash;
  } catch (error) {
    // The session is a good one; `unauthenticated` would send its browser to sign-in.
    if (error instanceof AppError && error.code === "unauthenticated") throw wrongPassword(error);
    throw error;
  }
}

/**
 * Sets another password and ends every session but the one that asks and every link that would set one more, all or
 * nothing. Tries are counted with those of signing in, or else a stolen session would be a second door for guessing.
 * Returns how many sessions ended.
 */
export async function setPassword(
  person: SignedIn,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<number> {
  const from = await verifyPassword(person, currentPassword);
  const to = await hashPassword(newPassword);
  return withAuthLookup(async (tx) => {
    // Of two changes at the same time one finds that the password is not the one it compared.
    if (!(await replacePassword(tx, person, { from, to }))) throw wrongPassword();
    await endTokens(tx, person.userId, "reset_password");
    return endSessionsBut(tx, person);
  });
}
