import { expect, test } from "vitest";
import { policiesIn, policyAllows } from "./policy";

const url = new URL("https://desk.example/widget.js");
const page = "https://shop.example";
const allows = (header: string, kind: "script" | "frame" = "script", nonce?: string) =>
  policyAllows(policiesIn(header), kind, { page, url, nonce });

test.each([
  "",
  "img-src 'none'",
  "script-src https://desk.example",
  "SCRIPT-SRC https://desk.example",
  "script-src desk.example",
  "script-src https:",
  "script-src *",
  "script-src http://desk.example",
  "script-src https://*.example",
  "script-src https://desk.example:443",
  "script-src https://desk.example:*",
  "script-src https://desk.example/widget.js",
  "script-src https://desk.example/",
  "default-src https://desk.example",
  "default-src 'none'; script-src https://desk.example",
  "script-src 'none'; script-src-elem https://desk.example",
  "script-src https://desk.example; script-src 'none'",
  "script-src https://desk.example, default-src https:",
])("a script is let in by %j", (header) => {
  expect(allows(header)).toBe(true);
});

test.each([
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "script-src 'none'",
  "script-src",
  "script-src https://other.example",
  "script-src https://desk.example.evil.example",
  "script-src *.desk.example",
  "script-src https://desk.example:8443",
  "script-src https://desk.example/other.js",
  "script-src https://desk.example/scripts/",
  "script-src-elem 'self'; script-src https://desk.example",
  "script-src https://desk.example, script-src 'self'",
  "script-src 'strict-dynamic' https://desk.example",
  "script-src 'strict-dynamic' 'nonce-abc' https://desk.example",
])("and kept out by %j", (header) => {
  expect(allows(header)).toBe(false);
});

test("a nonce lets its script in, and no other one", () => {
  expect(allows("script-src 'strict-dynamic' 'nonce-abc'", "script", "abc")).toBe(true);
  expect(allows("script-src 'strict-dynamic' 'nonce-abc'", "script", "abd")).toBe(false);
});

test.each([
  ["frame-src https://desk.example", true],
  ["child-src https://desk.example", true],
  ["frame-src 'self'; child-src https://desk.example", false],
  ["default-src https://desk.example", true],
  ["script-src https://desk.example; default-src 'self'", false],
  ["script-src 'none'", true],
])("a frame under %j: %s", (header, allowed) => {
  expect(allows(header, "frame")).toBe(allowed);
});

test("what the site says of itself counts where we are the site", () => {
  const own = { page: "https://desk.example", url };
  expect(policyAllows(["script-src 'self'"], "script", own)).toBe(true);
});

test("another port of a local installation is another place", () => {
  const local = { page, url: new URL("http://localhost:3000/widget.js") };
  expect(policyAllows(["script-src http://localhost:3000"], "script", local)).toBe(true);
  expect(policyAllows(["script-src http://localhost"], "script", local)).toBe(false);
});
