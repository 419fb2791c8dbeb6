import { expect, test } from "vitest";
import { dayFromNow, endOfDay } from "./end-of-day";

test("a day is over when the next one begins where the reader is", () => {
  expect(endOfDay("2026-03-29")).toBe(new Date(2026, 2, 30).toISOString());
  expect(endOfDay("2026-12-31")).toBe(new Date(2027, 0, 1).toISOString());
});

test.each(["", "2026-03", "tomorrow", "999999-01-01"])("%j is no day", (text) => {
  expect(endOfDay(text)).toBe("");
});

test("today is over within a day", () => {
  const left = Date.parse(endOfDay(dayFromNow(0))) - Date.now();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(25 * 60 * 60 * 1000);
});
