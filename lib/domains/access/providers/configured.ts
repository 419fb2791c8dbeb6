import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";
import { AgentOutside } from "@/lib/platform/resilience/agent-outside";
import { PROVIDER_NAMES, type ProviderId } from "./schema";

interface Settings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

function settings(): [ProviderId, Settings][] {
  const {
    GOOGLE_ISSUER,
    GOOGLE_CLIENT_ID,
    GOOGLE_CLIENT_SECRET,
    MICROSOFT_ISSUER,
    MICROSOFT_CLIENT_ID,
    MICROSOFT_CLIENT_SECRET,
  } = env();
  const found: [ProviderId, Settings][] = [];
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) {
    const keys = { clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET };
    found.push(["google", { issuer: GOOGLE_ISSUER, ...keys }]);
  }
  if (MICROSOFT_CLIENT_ID && MICROSOFT_CLIENT_SECRET) {
    const keys = { clientId: MICROSOFT_CLIENT_ID, clientSecret: MICROSOFT_CLIENT_SECRET };
    found.push(["microsoft", { issuer: MICROSOFT_ISSUER, ...keys }]);
  }
  return found;
}

/** The providers whose keys are set, with the names that people know them by. */
export function configuredProviders(): { id: ProviderId; name: string }[] {
  return settings().map(([id]) => ({ id, name: PROVIDER_NAMES[id] }));
}

/** What a provider's signed id token says of a person. */
export interface Claims {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** next-auth's client hands its options to all that it asks of any provider; which one it is, the call's host tells. */
const agent = new AgentOutside("sign_in", "sign_in");

/**
 * The providers as next-auth wants them: authorization code flow with PKCE, state and nonce, the person out of the signed
 * id token alone.
 */
export function oauthProviders(): OAuthConfig<Claims>[] {
  return settings().map(([id, { issuer, clientId, clientSecret }]) => ({
    id,
    name: PROVIDER_NAMES[id],
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    // Both take the secret in the body; it need not be encoded twice there.
    client: { token_endpoint_auth_method: "client_secret_post" },
    authorization: { params: { scope: "openid email profile", prompt: "select_account" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    // The client's own limit, of 3.5 s if it is not told, is for a socket that is silent; the agent's comes before it.
    httpOptions: { agent, timeout: 12_000 },
    profile: ({ sub, email, name }) => ({ id: sub, email: email ?? null, name: name ?? null }),
  }));
}
