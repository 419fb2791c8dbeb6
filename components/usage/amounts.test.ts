import { expect, test } from "vitest";
import { dayName, money, number } from "./amounts";

test.each([
  [0, "$0.00"],
  [1, "$0.000001"],
  [1_234, "$0.0012"],
  [9_999, "$0.01"],
  [10_000, "$0.01"],
  [5_000_000, "$5.00"],
  [1_234_567_890, "$1,234.57"],
])("%d millionths of a dollar are %s", (micros, text) => {
  expect(money(micros)).toBe(text);
});

test("numbers and days are told as people write them", () => {
  expect(number(1_234_567)).toBe("1,234,567");
  expect(dayName("2026-11-07")).toBe("7 Nov");
});
