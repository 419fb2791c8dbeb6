import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { generateApiKey, isLiveKey, kindOfApiKey } from "./api-key";
import type { KeyKind } from "./permissions";

test.each<[KeyKind, string]>([
  ["publishable", "fd_pk_live_"],
  ["secret", "fd_sk_live_"],
])("a %s key is its prefix, 256 random bits and the checksum of both", (kind, prefix) => {
  const { key, hash, hint } = generateApiKey(kind);
  const random = key.slice(prefix.length, -8);
  expect(key.startsWith(prefix)).toBe(true);
  expect(Buffer.from(random, "base64url")).toHaveLength(32);
  expect(key.slice(-8)).toBe(
    crc32(prefix + random)
      .toString(16)
      .padStart(8, "0"),
  );
  expect(hash).toBe(createHash("sha256").update(key).digest("hex"));
  expect(hint).toBe(key.slice(0, prefix.length + 4));
  expect(kindOfApiKey(key)).toBe(kind);
});

test("no two keys are alike", () => {
  const keys = Array.from({ length: 1000 }, () => generateApiKey("secret").key.slice(11, -8));
  expect(new Set(keys).size).toBe(1000);
});

test("a key with any one character changed, or one more or fewer, is none", () => {
  const { key } = generateApiKey("secret");
  for (let at = 0; at < key.length; at += 1) {
    const other = key[at] === "0" ? "1" : "0";
    expect(kindOfApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBeUndefined();
    expect(kindOfApiKey(key.slice(0, at) + key.slice(at + 1))).toBeUndefined();
    expect(kindOfApiKey(key.slice(0, at) + other + key.slice(at))).toBeUndefined();
  }
  for (const text of ["", ` ${key}`, `${key}\n`, key.toUpperCase(), `${key}${key}`])
    expect(kindOfApiKey(text)).toBeUndefined();
});

test("a key works until the moment at which it expires or was revoked", () => {
  const now = new Date();
  const later = new Date(now.getTime() + 1);
  expect(isLiveKey({ revokedAt: null, expiresAt: null }, now)).toBe(true);
  expect(isLiveKey({ revokedAt: null, expiresAt: later }, now)).toBe(true);
  expect(isLiveKey({ revokedAt: null, expiresAt: now }, now)).toBe(false);
  expect(isLiveKey({ revokedAt: now, expiresAt: later }, now)).toBe(false);
});
