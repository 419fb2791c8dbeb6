import { expect, test } from "vitest";
import { momentOf, nextAttempt, nextTry, retryAfter } from "./durations.ts";

test.each([
  ["1s", 1000],
  ["2h30m10s", 9_010_000],
  ["1w1d", 691_200_000],
  ["1.5s", 1500],
  ["300ms", 300],
])("%s is that long", (text, ms) => {
  expect(momentOf(text, 0)?.getTime()).toBe(ms);
});

test("an ISO date is a moment, and anything else is none", () => {
  expect(momentOf("2030-01-02T03:04:05.000Z")?.toISOString()).toBe("2030-01-02T03:04:05.000Z");
  for (const text of ["", "1", "s", "1 s", "1x", "soon", "1s2"]) {
    expect(momentOf(text)).toBeUndefined();
  }
});

test("Retry-After may be seconds, an HTTP date or an ISO date", () => {
  expect(retryAfter("7", 0)?.getTime()).toBe(7000);
  expect(retryAfter("Wed, 02 Jan 2030 03:04:05 GMT")?.toISOString()).toBe(
    "2030-01-02T03:04:05.000Z",
  );
  expect(retryAfter("2030-01-02T03:04:05Z")?.toISOString()).toBe("2030-01-02T03:04:05.000Z");
  expect(retryAfter("later")).toBeUndefined();
  expect(retryAfter(undefined)).toBeUndefined();
});

test("attempts back off threefold within half and one and a half, up to two hours", () => {
  const after = (attempt: number, random: number) => nextAttempt(attempt, 0, random).getTime();
  expect([0, 1, 2, 3].map((attempt) => after(attempt, 0.5))).toEqual([2000, 6000, 18_000, 54_000]);
  expect([after(1, 0), after(1, 1)]).toEqual([3000, 9000]);
  expect(after(30, 0.5)).toBe(7_200_000);
});

test("tries of an application that is away come sooner, and never rarer than every half minute", () => {
  expect(nextTry(0, 0, 1).getTime()).toBe(500);
  expect(nextTry(100, 0, 1).getTime()).toBe(30_000);
  expect(nextTry(100, 0, 0).getTime()).toBe(15_000);
});
