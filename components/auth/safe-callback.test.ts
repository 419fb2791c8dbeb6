import { describe, expect, it } from "vitest";
import { safeCallback } from "./safe-callback";

describe("safeCallback", () => {
  it.each(["/acme/knowledge", "/acme/knowledge?search=a%20b#top", "/"])("keeps %s", (path) => {
    expect(safeCallback(path)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/path",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/x/..//evil.example",
    "/.//evil.example/path",
    "/%2e%2e//evil.example",
    "/x/..\\\\evil.example",
    "",
  ])("refuses %j", (address) => {
    expect(safeCallback(address)).toBeUndefined();
  });

  it.each(["/sign-in?callbackUrl=/sign-in", "/sign-up", "/api/v1/documents"])(
    "does not return to %s",
    (path) => {
      expect(safeCallback(path)).toBeUndefined();
    },
  );

  it("leaves dot segments no way into another place", () => {
    expect(safeCallback("/acme/../api/v1")).toBeUndefined();
  });

  it("has no place to return to without one", () => {
    expect(safeCallback(undefined)).toBeUndefined();
  });
});
