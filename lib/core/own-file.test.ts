import { expect, test } from "vitest";
import { ownFile } from "./own-file";

const PAGE = "https://desk.example/reset-password/a-live-token";

test.each([
  ["https://desk.example/_next/static/chunks/a1.js?v=1#x", "/_next/static/chunks/a1.js"],
  ["/_next/static/chunks/a1.js", "/_next/static/chunks/a1.js"],
  [PAGE, ""],
  [`${PAGE}?next=1`, ""],
  ["", ""],
  ["chrome-extension://abc/inject.js", ""],
  ["https://desk.example/_next/static/../../invitation/a-live-token", ""],
  ["<anonymous>", ""],
])("of %s is told %o", (filename, told) => {
  expect(ownFile(filename, PAGE)).toBe(told);
});
