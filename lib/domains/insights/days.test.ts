import { expect, test } from "vitest";
import { beginOf, dayIn, lastDays } from "./days";

test.each([
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
  ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
  ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
  ["2026-11-02", "America/New_York", "2026-11-02T05:00:00.000Z"],
  ["2026-01-01", "Asia/Kathmandu", "2025-12-31T18:15:00.000Z"],
  ["2026-01-01", "Pacific/Kiritimati", "2025-12-31T10:00:00.000Z"],
  // Midnight is left out there on that day.
  ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"],
])("%s begins in %s at %s", (day, zone, moment) => {
  expect(beginOf(day, zone).toISOString()).toBe(moment);
});

test("days follow each other without a gap over a change of the clock", () => {
  const now = new Date("2026-03-30T22:30:00Z");
  expect(dayIn("Europe/Berlin", now)).toBe("2026-03-31");
  expect(lastDays("Europe/Berlin", 4, now)).toEqual([
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
    "2026-03-31",
  ]);
});
