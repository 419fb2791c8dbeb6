import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { clientAddress } from "@/lib/http/client-address";
import { log } from "@/lib/platform/log/log";
import { usesSecureCookies } from "@/lib/tenancy/session-token";
import { SESSION_SECONDS, signIn, signOut } from "./session-service";

function headersOf(given: Record<string, unknown> | undefined): Headers {
  const pairs = Object.entries(given ?? {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string",
  );
  return new Headers(pairs);
}

// next-auth hands the message on as the error code in its answer; nothing else of the error leaves.
function codeFor(error: unknown): Error {
  if (!(error instanceof AppError)) {
    log.error("sign-in failed", error);
    return new Error("internal");
  }
  const wait = error.code === "rate_limited" ? `:${Math.ceil(error.retryAfterSeconds ?? 1)}` : "";
  return new Error(error.code + wait);
}

/** next-auth's configuration. Its token carries a session id alone; the session itself is a row in the database. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          if (!credentials) return null;
          try {
            const headers = headersOf(request.headers);
            const { userId, sessionId } = await signIn(credentials, {
              address: clientAddress(headers),
              userAgent: headers.get("user-agent"),
            });
            return { id: userId, sessionId };
          } catch (error) {
            throw codeFor(error);
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user && "sessionId" in user ? { sub: user.id, sid: user.sessionId } : token,
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const sessionId = token?.["sid"];
        if (typeof sessionId === "string") await signOut(sessionId);
      },
    },
  };
}
