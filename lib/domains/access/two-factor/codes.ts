import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const ISSUER = "Frontdesk";
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;

/** A new secret for an authenticator app: 160 random bits, as RFC 4226 recommends. */
export function newSecret(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(SECRET_BYTES));
}

/** The secret as an authenticator app takes it: to type, and as the address that its QR code holds. */
export function forApp(
  secret: Uint8Array<ArrayBuffer>,
  account: string,
): { secret: string; uri: string } {
  const key = new Secret({ buffer: secret.buffer });
  return {
    secret: key.base32,
    uri: new TOTP({ issuer: ISSUER, label: account, secret: key }).toString(),
  };
}

/**
 * The time step (RFC 6238) that a six-digit code is of: the present one, or the one before or after it, since clocks
 * differ. Undefined for a code of none of them.
 */
export function timeStepOf(secret: Uint8Array<ArrayBuffer>, code: string): number | undefined {
  const now = Date.now();
  const key = new Secret({ buffer: secret.buffer });
  const delta = TOTP.validate({ token: code, secret: key, timestamp: now, window: 1 });
  return delta === null
    ? undefined
    : TOTP.counter({ timestamp: now, period: PERIOD_SECONDS }) + delta;
}

/** Ten new recovery codes of 80 random bits: four groups of four letters and digits. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const text = new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer }).base32;
    return (text.toLowerCase().match(/.{4}/g) ?? []).join("-");
  });
}

/** What is stored of a recovery code, however it was typed. The code is random enough to need no salt and no stretching. */
export function hashRecoveryCode(userId: string, code: string): string {
  const typed = code.toLowerCase().replace(/[^a-z0-9]/g, "");
  return createHash("sha256").update(`${userId} ${typed}`).digest("hex");
}
