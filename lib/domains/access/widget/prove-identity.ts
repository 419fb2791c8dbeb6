import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { jwtVerify } from "jose";
import { JOSEError } from "jose/errors";
import { z } from "zod";
import { visitorIdentity, type VisitorIdentity } from "./schema";

const LIFETIME_SECONDS = 60 * 60;
/** By so much may the clock of the customer's server be wrong. */
const CLOCK_SECONDS = 60;

/** A visitor by name, and what of it the customer's server has vouched for. */
export interface Visitor {
  id: string | undefined;
  name: string | undefined;
  email: string | undefined;
  verified: boolean;
  contactVerified: boolean;
}

const { id: idField, name: nameField, email: emailField } = visitorIdentity.shape;
const claims = z.object({
  sub: idField.unwrap(),
  exp: z.number(),
  name: nameField.catch(undefined),
  email: emailField.catch(undefined),
});

function isHashOf(id: string, hash: string, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(id).digest();
  const given = Buffer.from(hash, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function claimsOf(jwt: string, secret: string, now: Date) {
  const verified = await jwtVerify(jwt, new TextEncoder().encode(secret), {
    algorithms: ["HS256"],
    clockTolerance: CLOCK_SECONDS,
    currentDate: now,
  }).catch((error: unknown) => {
    if (error instanceof JOSEError) return undefined;
    throw error;
  });
  const read = claims.safeParse(verified?.payload);
  if (!read.success) return undefined;
  const latest = now.getTime() / 1_000 + LIFETIME_SECONDS + CLOCK_SECONDS;
  return read.data.exp <= latest ? read.data : undefined;
}

/**
 * What an identity is worth: a valid `jwt` vouches for all of it, a valid `hash` for the id alone. One without proof, or
 * with one that is forged, expired or by another secret, is what the page says and no more.
 */
export async function proveIdentity(
  { id, name, email, hash, jwt }: VisitorIdentity,
  secret: string | undefined,
  now = new Date(),
): Promise<Visitor> {
  const said = { id, name, email, verified: false, contactVerified: false };
  if (secret === undefined) return said;
  const signed = jwt === undefined ? undefined : await claimsOf(jwt, secret, now);
  if (signed) {
    const { sub, name: signedName, email: signedEmail } = signed;
    return {
      id: sub,
      name: signedName,
      email: signedEmail,
      verified: true,
      contactVerified: signedName !== undefined || signedEmail !== undefined,
    };
  }
  const verified = id !== undefined && hash !== undefined && isHashOf(id, hash, secret);
  return { ...said, verified };
}
