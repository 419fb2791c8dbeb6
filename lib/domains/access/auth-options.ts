import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { shownAddress } from "@/lib/http/client-address";
import { log } from "@/lib/platform/log/log";
import { usesSecureCookies } from "@/lib/tenancy/session-token";
import { oauthProviders, type Claims } from "./providers/configured";
import { enterByProvider } from "./providers/provider-service";
import { PROVIDERS } from "./providers/schema";
import { SESSION_SECONDS, signIn, signOut, type Client } from "./session-service";

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

interface Calling {
  headers: Headers;
  /** The session of the browser that calls, if it has one. */
  sessionId: string | undefined;
}

const clientOf = (headers: Headers): Client => ({
  address: shownAddress(headers),
  userAgent: headers.get("user-agent"),
});

async function enter(providerId: string, claims: Claims, { headers, sessionId }: Calling) {
  const provider = PROVIDERS.find((id) => id === providerId);
  if (!provider) throw new AppError("not_found", "The provider was not found.");
  const { sub: subject, email, name } = claims;
  // An Entra tenant's administrator writes any address into its accounts: only Google's word shows a mailbox.
  const emailVerified = provider === "google" && claims.email_verified === true;
  return enterByProvider(
    { provider, subject, email, emailVerified, name },
    clientOf(headers),
    sessionId,
  );
}

/** next-auth's configuration. Its token carries a session id alone; the session itself is a row in the database. */
export function authOptions(calling: Calling): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          if (!credentials) return null;
          try {
            const headers = headersOf(request.headers);
            const { userId, sessionId } = await signIn(credentials, clientOf(headers));
            return { id: userId, sessionId };
          } catch (error) {
            throw codeFor(error);
          }
        },
      }),
      ...oauthProviders(),
    ],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (!account || account.type === "credentials") return true;
        try {
          const begun = await enter(account.provider, profile as Claims, calling);
          // The same object is handed on to `jwt`.
          Object.assign(user, { id: begun.userId, sessionId: begun.sessionId });
          return true;
        } catch (error) {
          return `/sign-in?error=${encodeURIComponent(codeFor(error).message)}`;
        }
      },
      jwt: ({ token, user }) =>
        user && "sessionId" in user ? { sub: user.id, sid: user.sessionId } : token,
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      // What the provider said may hold a name or an address: its kind is enough to look for the cause.
      error: (code) => log.warn("sign-in with a provider failed", { error_code: code }),
      warn: (code) => log.debug("a warning of sign-in", { error_code: code }),
      debug: () => undefined,
    },
    events: {
      signOut: async ({ token }) => {
        const sessionId = token?.["sid"];
        if (typeof sessionId === "string") await signOut(sessionId);
      },
    },
  };
}
