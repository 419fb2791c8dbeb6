import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildHash } from "./build-hash.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "frontdesk-hash-"));
  write("app/page.tsx", "page");
  write("package.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

test("changes with the content, the name and the number of sources", () => {
  const hashes = [buildHash(root)];
  write("app/page.tsx", "other page");
  hashes.push(buildHash(root));
  write("app/more.tsx", "");
  hashes.push(buildHash(root));
  expect(new Set(hashes).size).toBe(3);
});

test("does not change with tests, generated files and what is no source", () => {
  const before = buildHash(root);
  write("app/page.test.tsx", "test");
  write("lib/platform/db/generated/client.ts", "generated");
  write("public/widget.js", "generated");
  write("docs/readme.md", "text");
  expect(buildHash(root)).toBe(before);
});
