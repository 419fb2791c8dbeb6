import { expect, test } from "vitest";
import { bearerOf, isSigned, sameText, sign } from "./signatures.ts";

const key = `signkey-prod-${"0123456789abcdef".repeat(4)}`;
const now = Date.UTC(2026, 0, 1);

test("a signature holds for its body, its key and five minutes either way", () => {
  const signature = sign('{"a":1}', key, now);
  expect(isSigned('{"a":1}', signature, key, now + 299_000)).toBe(true);
  expect(isSigned('{"a":1}', signature, key, now - 299_000)).toBe(true);
  expect(isSigned('{"a":1}', signature, key, now + 301_000)).toBe(false);
  expect(isSigned('{"a":1}', signature, key, now - 301_000)).toBe(false);
  expect(isSigned('{"a":2}', signature, key, now)).toBe(false);
  expect(isSigned('{"a":1}', signature, `signkey-prod-${"ff".repeat(32)}`, now)).toBe(false);
});

test.each([undefined, "", "t=1767225600", "s=abc", "t=1e9&s=abc", "t=NaN&s=", "t=-1&s=x"])(
  "%s is no signature",
  (signature) => {
    expect(isSigned("", signature, key, now)).toBe(false);
  },
);

test("moving the time stamp breaks the signature", () => {
  const [, mac = ""] = sign("body", key, now).split("&");
  expect(isSigned("body", `t=${now / 1000 + 60}&${mac}`, key, now)).toBe(false);
});

test("the bearer token is the key with its secret part hashed, as the specification shows it", () => {
  expect(bearerOf("signkey-prod-12345678")).toBe(
    "Bearer signkey-prod-b2ed992186a5cb19f6668aade821f502c1d00970dfd0e35128d51bac4649916c",
  );
});

test("texts of any length compare", () => {
  expect(sameText("a", "a")).toBe(true);
  expect(sameText("a", "ab")).toBe(false);
});
