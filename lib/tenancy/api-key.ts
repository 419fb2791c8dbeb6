import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import type { KeyKind } from "./permissions";

const PREFIX: Record<KeyKind, string> = { publishable: "fd_pk_live_", secret: "fd_sk_live_" };
const RANDOM_BYTES = 32;
const PATTERN = /^(fd_[ps]k_live_)([A-Za-z0-9_-]{43})([0-9a-f]{8})$/;

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/** SHA-256 of a key, hex: all of it that is stored. The key has 256 random bits, so no salt or stretching is needed. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** A new key: prefix with kind and environment, 256 random bits, CRC-32 of both. */
export function generateApiKey(kind: KeyKind): { key: string; hash: string; hint: string } {
  const start = PREFIX[kind] + randomBytes(RANDOM_BYTES).toString("base64url");
  const key = start + checksum(start);
  return { key, hash: hashApiKey(key), hint: key.slice(0, PREFIX[kind].length + 4) };
}

/** Whether a key works at this moment. */
export function isLiveKey(
  { revokedAt, expiresAt }: { revokedAt: Date | null; expiresAt: Date | null },
  now = new Date(),
): boolean {
  return !revokedAt && (!expiresAt || expiresAt > now);
}

/** What kind of key this text is, or undefined when it is none: a mistyped key costs no query. */
export function kindOfApiKey(text: string): KeyKind | undefined {
  const match = PATTERN.exec(text);
  if (!match || checksum(match[1]! + match[2]!) !== match[3]) return undefined;
  return match[1] === PREFIX.publishable ? "publishable" : "secret";
}
