import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_SECONDS = 300;

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
export function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** What the SDK sends as its bearer token: the signing key with its secret part hashed. */
export function bearerOf(signingKey: string): string {
  const secret = secretOf(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - secret.length);
  return `Bearer ${prefix}${createHash("sha256").update(secret, "hex").digest("hex")}`;
}

/** X-Inngest-Signature for a body, as of now. */
export function sign(body: string, signingKey: string, now = Date.now()): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds}&s=${mac(body, signingKey, String(seconds))}`;
}

/** Whether X-Inngest-Signature belongs to the body and is no older, or newer, than five minutes. */
export function isSigned(
  body: string,
  signature: string | undefined,
  signingKey: string,
  now = Date.now(),
): boolean {
  const given = new URLSearchParams(signature ?? "");
  const [seconds, value] = [given.get("t") ?? "", given.get("s") ?? ""];
  if (!/^\d{1,12}$/.test(seconds)) return false;
  if (Math.abs(now / 1000 - Number(seconds)) > TOLERANCE_SECONDS) return false;
  return sameText(value, mac(body, signingKey, seconds));
}

function mac(body: string, signingKey: string, seconds: string): string {
  return createHmac("sha256", secretOf(signingKey)).update(body).update(seconds).digest("hex");
}

function secretOf(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
