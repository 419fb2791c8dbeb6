import { expect, test } from "vitest";
import { backoffDelay, retryAfter } from "./backoff";

test("waits twice as long each time, up to 15 seconds, anywhere between nothing and that", () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 20].map((failures) => backoffDelay(failures, () => 1));
  expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  expect(backoffDelay(4, () => 0)).toBe(0);
});

test.each([
  ["7", 7000],
  ["0", 0],
  ["-3", 0],
  ["Thu, 01 Jan 1970 00:00:11 GMT", 10_000],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["soon", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After %s means %s ms", (header, milliseconds) => {
  expect(retryAfter(header, 1000)).toBe(milliseconds);
});
