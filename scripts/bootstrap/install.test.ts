import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled, markInstalled } from "./install.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "frontdesk-install-"));
  writeFileSync(join(root, "package-lock.json"), "1");
});
afterEach(() => rmSync(root, { recursive: true }));

function install(agoMs: number): void {
  mkdirSync(join(root, "node_modules"));
  const file = join(root, "node_modules", ".package-lock.json");
  writeFileSync(file, "{}");
  const then = new Date(Date.now() - agoMs);
  utimesSync(file, then, then);
}

test("nothing is installed in a fresh clone", () => {
  expect(isInstalled(root)).toBe(false);
});

test("what was installed from another lock file is out of date", () => {
  install(3_600_000);
  markInstalled(root);
  expect(isInstalled(root)).toBe(true);
  writeFileSync(join(root, "package-lock.json"), "2");
  expect(isInstalled(root)).toBe(false);
});

test("an install by npm itself, without our mark, counts", () => {
  install(0);
  expect(isInstalled(root)).toBe(true);
});
