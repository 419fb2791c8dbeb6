import { signOut } from "next-auth/react";
import { toProblemError, unreachable } from "@/lib/core/problem";

/** Ends this browser's session. Throws where it goes on: next-auth itself takes any answer for its end. */
export async function endSession(): Promise<void> {
  const answer: unknown = await signOut({ redirect: false });
  const url = (answer as { url?: unknown } | null)?.url;
  // A problem brings its status along, which next-auth does not hand on.
  if (typeof url !== "string") throw toProblemError(answer, 503, new Headers());
  // The token of its form could not be asked for, and without one it wants to be confirmed.
  if (URL.parse(url)?.searchParams.has("csrf")) throw unreachable();
}
