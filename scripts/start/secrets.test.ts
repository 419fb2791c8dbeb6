import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSecrets } from "./secrets.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("secrets are made once, kept, and readable by their owner alone", () => {
  const first = readSecrets(folder, {});
  expect(readSecrets(folder, {})).toEqual(first);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
  expect(first.INNGEST_SIGNING_KEY).toMatch(/^signkey-prod-[0-9a-f]{64}$/);
});

test("a secret of the environment wins and is not written down", () => {
  const given = { NEXTAUTH_SECRET: "given" };
  expect(readSecrets(folder, given).NEXTAUTH_SECRET).toBe("given");
  expect(readSecrets(folder, {}).NEXTAUTH_SECRET).not.toBe("given");
});
