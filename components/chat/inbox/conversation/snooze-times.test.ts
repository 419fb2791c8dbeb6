import { expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times";

const on = (day: number) => snoozeTimes(new Date(2026, 5, day, 15, 30));
const until = (day: number, name: string) => on(day).find((one) => one.name === name)?.until;

// The 15th of June 2026 is a Monday.
test.each([
  [15, new Date(2026, 5, 22, 9)],
  [18, new Date(2026, 5, 22, 9)],
  [20, new Date(2026, 5, 22, 9)],
])("on the %i of June, Monday is the one that comes", (day, monday) => {
  expect(until(day, "On Monday")).toEqual(monday);
});

test("on a Sunday, Monday is tomorrow and is not named twice", () => {
  expect(until(21, "On Monday")).toBeUndefined();
  expect(until(21, "Tomorrow morning")).toEqual(new Date(2026, 5, 22, 9));
});

test("all are in the future, also over the end of a year", () => {
  const now = new Date(2026, 11, 31, 23, 59);
  for (const { until } of snoozeTimes(now)) expect(until.getTime()).toBeGreaterThan(now.getTime());
});
