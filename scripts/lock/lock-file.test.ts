import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { belowFloor, type Lock, missingOptional } from "./lock-file.ts";

/** Releases that fixed a published advisory; `npm audit` would need a feed that is not always there. */
const floors = {
  next: "16.3.5",
  "next-auth": "4.24.15",
  undici: "7.0.0",
  esbuild: "0.25.0",
  vite: "7.1.5",
};

const root = new URL("../../", import.meta.url);
const { packages: lock } = JSON.parse(readFileSync(new URL("package-lock.json", root), "utf8")) as {
  packages: Lock;
};
const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string>
>;

test("the lock holds every optional dependency, so that it installs on every platform", () => {
  expect(missingOptional(lock)).toEqual([]);
});

test("no locked package is older than the release that fixed its advisories", () => {
  expect(belowFloor(lock, floors)).toEqual([]);
});

test("every package has its hash and comes from npm's registry", () => {
  const doubtful = Object.entries(lock)
    .filter(([path, { link }]) => path !== "" && !link)
    .filter(([, { resolved, integrity }]) => !integrity || !isRegistry(resolved))
    .map(([path]) => path);
  expect(doubtful).toEqual([]);
});

/** npm leaves the address out, or writes it down, as its user's configuration says. */
function isRegistry(resolved: string | undefined): boolean {
  return resolved === undefined || resolved.startsWith("https://registry.npmjs.org/");
}

test("dependencies are pinned to one version", () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, range]) => !/^\d/.test(range))
    .map(([name]) => name);
  expect(loose).toEqual([]);
});

test("a missing platform package is found, also where a nested one is there", () => {
  const incomplete: Lock = {
    "": {},
    "node_modules/a": { optionalDependencies: { "a-linux": "1", "a-darwin": "1" } },
    "node_modules/a/node_modules/a-linux": { version: "1.0.0" },
  };
  expect(missingOptional(incomplete)).toEqual(["node_modules/a → a-darwin"]);
});

test("versions are compared by number", () => {
  const old: Lock = { "node_modules/x/node_modules/next": { version: "16.3.4" } };
  expect(belowFloor(old, { next: "16.3.10" })).toHaveLength(1);
  expect(belowFloor(old, { next: "16.3.4" })).toEqual([]);
  expect(belowFloor(old, { next: "9.9.9" })).toEqual([]);
});
