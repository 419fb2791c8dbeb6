import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

// A key of this use alone: next-auth derives another one from the same secret.
function sealingKey(): Buffer {
  const info = "frontdesk two-factor secret 1";
  return Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", info, 32));
}

/** Encrypts the secret of a person's authenticator app: nonce, tag, then AES-256-GCM's output, bound to the user's id. */
export function sealSecret(secret: Uint8Array, userId: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(), iv).setAAD(Buffer.from(userId));
  const sealed = [cipher.update(secret), cipher.final()];
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), ...sealed]));
}

/**
 * The secret that `sealSecret` sealed for this user. Throws for another user's, for a changed one, and for one that was
 * sealed under another NEXTAUTH_SECRET.
 */
export function openSecret(sealed: Uint8Array, userId: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(sealed);
  const iv = bytes.subarray(0, IV_BYTES);
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv(CIPHER, sealingKey(), iv, options)
    .setAAD(Buffer.from(userId))
    .setAuthTag(tag);
  const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
  return new Uint8Array(Buffer.concat(opened));
}
