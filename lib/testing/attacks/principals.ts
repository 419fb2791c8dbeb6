import { turnOnTwoFactor } from "../two-factor";
import { newId } from "@/lib/core/ids";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { generateApiKey } from "@/lib/tenancy/api-key";
import type { RoleName } from "@/lib/tenancy/permissions";
import { addMember, addSession, addUser, cookieFor, deadKeys, type Party, ROLES } from "./parties";

export type Kind = "secret" | "publishable" | RoleName;

/** Somebody who calls: with a key, with a session's cookie, or with neither. */
export interface Principal {
  name: string;
  /** What it is permitted by; undefined for credentials that are none. */
  kind: Kind | undefined;
  headers: Record<string, string>;
  /** Names an organization that it does not belong to. */
  strays?: true;
}

const ORIGIN = "http://localhost:3000";

function byKey(name: string, kind: Kind | undefined, key: string): Principal {
  return { name, kind, headers: { authorization: `Bearer ${key}` } };
}

function bySession(name: string, kind: Kind | undefined, cookie: string, slug?: string): Principal {
  return {
    name,
    kind,
    headers: { cookie, origin: ORIGIN, ...(slug !== undefined && { "x-organization": slug }) },
  };
}

/** Everybody who may call in the name of an organization. */
export function membersOf(name: string, party: Party): Principal[] {
  return [
    byKey(`${name}: secret key`, "secret", party.keys.secret),
    byKey(`${name}: publishable key`, "publishable", party.keys.publishable),
    ...ROLES.map((role) => bySession(`${name}: ${role}`, role, party.sessions[role], party.slug)),
  ];
}

/** Members of one organization who name another one, or none, as theirs. */
export function strayMembers(name: string, party: Party, victim: Party): Principal[] {
  return ROLES.map((role) => ({
    ...bySession(`${name}: ${role} who names the other`, role, party.sessions[role], victim.slug),
    strays: true,
  }));
}

/** Credentials that open nothing: each of them must be told 401 and nothing else. */
export async function nobodies(victim: Party): Promise<Principal[]> {
  const { revoked, expired } = await deadKeys(victim);
  const { secret } = victim.keys;
  const wrongEnd = secret.slice(0, -1) + (secret.endsWith("0") ? "1" : "0");
  const userId = await addUser();
  const live = await addSession(userId);
  const ended = await addSession(userId);
  const over = await addSession(userId, { expiresAt: new Date() });
  // Of a role that may do everything: nothing but the second step is missing.
  const cautious = await addMember(victim.context, "owner", "Kit Example");
  const waiting = await addSession(cautious);
  await turnOnTwoFactor(cautious);
  await withAuthLookup((tx) =>
    tx.session.updateMany({
      where: { id: ended.sessionId },
      data: { revokedAt: new Date() },
    }),
  );
  const forged = await cookieFor(live.sessionId, { secret: "a-secret-that-somebody-has-guessed" });
  const { slug } = victim;
  return [
    { name: "anonymous", kind: undefined, headers: { origin: ORIGIN } },
    byKey("revoked key", undefined, revoked),
    byKey("expired key", undefined, expired),
    byKey("unknown key", undefined, generateApiKey("secret").key),
    byKey("unknown publishable key", undefined, generateApiKey("publishable").key),
    byKey("key with a wrong checksum", undefined, wrongEnd),
    byKey("malformed key", undefined, "fd_sk_live_' OR 1=1 --"),
    byKey("empty prefix", undefined, "fd_sk_live_"),
    {
      name: "key as basic credentials",
      kind: undefined,
      headers: { authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` },
    },
    { name: "key in a header of its own", kind: undefined, headers: { "x-api-key": secret } },
    bySession("ended session", undefined, ended.cookie, slug),
    bySession("expired session", undefined, over.cookie, slug),
    bySession("session that waits for its second step", undefined, waiting.cookie, slug),
    bySession("session that never was", undefined, await cookieFor(newId()), slug),
    bySession("cookie signed by somebody else", undefined, forged, slug),
    bySession(
      "session id without a signature",
      undefined,
      `next-auth.session-token=${live.sessionId}`,
      slug,
    ),
  ];
}
