import "server-only";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { env } from "@/lib/env";

/** A visitor who comes back later than this begins a new conversation. */
const LIFETIME = "12h";
const AUDIENCE = "visitor";

const claims = z.object({ tid: z.uuid(), oid: z.uuid(), cid: z.uuid() });

interface Owned {
  tenantId: string;
  organizationId: string;
}

const key = () => new TextEncoder().encode(env().VISITOR_TOKEN_SECRET);

/** A signed token that opens one conversation of one organization for twelve hours. */
export function signVisitorToken(owner: Owned, conversationId: string): Promise<string> {
  return new SignJWT({ tid: owner.tenantId, oid: owner.organizationId, cid: conversationId })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(key());
}

/**
 * The conversation that a token opens. Throws `not_found` for a token that is forged, expired, of another organization,
 * or for another conversation than the one named: none of these may tell whether the conversation exists.
 */
export async function openConversation(
  owner: Owned,
  token: string | undefined,
  conversationId: string | undefined,
): Promise<string> {
  const verified = await jwtVerify(token ?? "", key(), {
    audience: AUDIENCE,
    algorithms: ["HS256"],
  }).catch((cause: unknown) => {
    throw notFoundConversation(cause);
  });
  const parsed = claims.safeParse(verified.payload);
  const opened = parsed.success ? parsed.data : undefined;
  const fits =
    opened?.tid === owner.tenantId &&
    opened.oid === owner.organizationId &&
    (conversationId === undefined || conversationId === opened.cid);
  if (!fits) throw notFoundConversation();
  return opened.cid;
}

function notFoundConversation(cause?: unknown) {
  const error = notFound("The conversation");
  if (cause !== undefined) error.cause = cause;
  return error;
}
