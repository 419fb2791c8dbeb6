import { describe, expect, it } from "vitest";
import { signInAddress } from "./sign-in-address";

describe("signInAddress", () => {
  it.each([
    "/acme/knowledge",
    "/acme/knowledge/new?kind=faq&question=Can%20I%20bring%20a%20dog%3F",
    "/acme/install",
  ])("leads back to %s, whole", (path) => {
    const url = new URL(signInAddress(path), "https://frontdesk.invalid");
    expect(url.pathname).toBe("/sign-in");
    expect([...url.searchParams]).toEqual([["callbackUrl", path]]);
  });

  it.each(["//evil.example/path", "/\\evil.example", "/sign-in?callbackUrl=/acme", "", null])(
    "leads back to nothing for %j",
    (path) => {
      expect(signInAddress(path)).toBe("/sign-in");
    },
  );
});
