import "server-only";
import { cookies } from "next/headers";
import { AppError } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { findPendingSession, type PendingSession } from "@/lib/tenancy/lookup";
import { readSessionId } from "@/lib/tenancy/session-token";
import { markSecondStep } from "./repository";
import { countTry, spendCode } from "./spend-code";

/** The session of this browser that waits for its second step; undefined when none does. */
export async function pendingSession(): Promise<PendingSession | undefined> {
  const jar = (await cookies()).getAll().map(({ name, value }) => [name, value] as const);
  const sessionId = await readSessionId(Object.fromEntries(jar));
  return sessionId ? findPendingSession(sessionId) : undefined;
}

/**
 * Passes the second step of this browser's session with a code of the person's app or a recovery code. Throws
 * `unauthenticated` when no session waits for it, `invalid_input` for a wrong code, `rate_limited` after too many.
 */
export async function passSecondStep(code: string): Promise<void> {
  const session = await pendingSession();
  const over = new AppError("unauthenticated", "That took too long. Sign in again.");
  if (!session) throw over;
  await countTry(session.userId);
  await withAuthLookup(async (tx) => {
    await spendCode(tx, session.userId, code);
    // A code that is spent in a session that has just ended stays unspent: the transaction is undone.
    if (!(await markSecondStep(tx, session, new Date()))) throw over;
  });
}
