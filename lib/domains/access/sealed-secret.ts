import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a secret is for: each use has a key of its own, and next-auth derives yet another one from the same secret. */
type Use = "two-factor secret" | "widget identity secret";

function sealingKey(use: Use): Buffer {
  return Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `frontdesk ${use} 1`, 32));
}

/** Encrypts a secret that is its owner's: nonce, tag, then AES-256-GCM's output, bound to the owner's id. */
export function sealSecret(use: Use, secret: Uint8Array, ownerId: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(use), iv).setAAD(Buffer.from(ownerId));
  const sealed = [cipher.update(secret), cipher.final()];
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), ...sealed]));
}

/**
 * The secret that `sealSecret` sealed for this use and owner. Throws for another owner's, for a changed one, and for one
 * that was sealed under another NEXTAUTH_SECRET.
 */
export function openSecret(use: Use, sealed: Uint8Array, ownerId: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(sealed);
  const iv = bytes.subarray(0, IV_BYTES);
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv(CIPHER, sealingKey(use), iv, options)
    .setAAD(Buffer.from(ownerId))
    .setAuthTag(tag);
  const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
  return new Uint8Array(Buffer.concat(opened));
}
