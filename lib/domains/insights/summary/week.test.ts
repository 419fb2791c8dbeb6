import { expect, test } from "vitest";
import { dueWeek, isLastWeek, spansOf, weekInWords } from "./week";

test.each([
  // 23 November 2026 is a Monday.
  ["UTC", "2026-11-23T06:59:59Z", undefined],
  ["UTC", "2026-11-23T07:00:00Z", "2026-11-16"],
  ["UTC", "2026-11-24T06:59:59Z", "2026-11-16"],
  ["UTC", "2026-11-24T07:00:00Z", undefined],
  ["UTC", "2026-11-27T09:00:00Z", undefined],
  ["Europe/Berlin", "2026-11-23T06:00:00Z", "2026-11-16"],
  ["Europe/Berlin", "2026-11-23T05:59:59Z", undefined],
  // The clocks were changed on the Sunday before.
  ["Europe/Berlin", "2026-03-30T04:59:59Z", undefined],
  ["Europe/Berlin", "2026-03-30T05:00:00Z", "2026-03-23"],
  ["Asia/Kathmandu", "2026-11-23T01:14:59Z", undefined],
  ["Asia/Kathmandu", "2026-11-23T01:15:00Z", "2026-11-16"],
  ["Pacific/Kiritimati", "2026-11-22T17:00:00Z", "2026-11-16"],
  ["Pacific/Pago_Pago", "2026-11-23T17:59:59Z", undefined],
  ["Pacific/Pago_Pago", "2026-11-23T18:00:00Z", "2026-11-16"],
  // Over a new year.
  ["UTC", "2027-01-04T08:00:00Z", "2026-12-28"],
])("in %s at %s the week of %s is due", (timeZone, now, week) => {
  expect(dueWeek(timeZone, new Date(now))).toBe(week);
});

test("a week and the one before it follow each other, a week with a change of the clock too", () => {
  const { last, before } = spansOf("2026-03-23", "Europe/Berlin");
  expect([before.from, before.to, last.from, last.to].map((at) => at.toISOString())).toEqual([
    "2026-03-15T23:00:00.000Z",
    "2026-03-22T23:00:00.000Z",
    "2026-03-22T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
});

test("a week is news until the next one ends", () => {
  const at = (now: string) => isLastWeek("2026-11-16", "Europe/Berlin", new Date(now));
  expect(at("2026-11-29T22:59:59Z")).toBe(true);
  expect(at("2026-11-29T23:00:00Z")).toBe(false);
});

test("a week is told by its first and last day", () => {
  expect(weekInWords("2026-12-28")).toBe("28 December to 3 January");
});
