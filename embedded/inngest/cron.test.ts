import { expect, test } from "vitest";
import { cronProblem, nextDue } from "./cron.ts";

const next = (cron: string, from: string) => nextDue(cron, new Date(from)).toISOString();

test("a schedule is due strictly after the given moment, in UTC unless it names a zone", () => {
  expect(next("*/15 * * * *", "2026-03-01T10:15:00Z")).toBe("2026-03-01T10:30:00.000Z");
  expect(next("0 9 * * 1", "2026-03-01T10:00:00Z")).toBe("2026-03-02T09:00:00.000Z");
  expect(next("TZ=Europe/Berlin 0 9 * * 1", "2026-03-01T10:00:00Z")).toBe(
    "2026-03-02T08:00:00.000Z",
  );
});

test("daylight saving moves a daily schedule with its zone, and loses or doubles no day", () => {
  const daily = "TZ=America/New_York 0 12 * * *";
  expect(next(daily, "2026-03-07T18:00:00Z")).toBe("2026-03-08T16:00:00.000Z");
  const days: string[] = [];
  for (let at = "2026-10-24T00:00:00Z"; days.length < 4; at = days.at(-1) ?? at) {
    days.push(next("TZ=Europe/Berlin 30 2 * * *", at));
  }
  // In the night to October 25 the hour comes twice.
  expect(days.map((day) => day.slice(0, 10))).toEqual([
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
    "2026-10-27",
  ]);
});

test.each(["* * * *", "* * * * * *", "61 * * * *", "TZ=Nowhere/City 0 9 * * *", "daily", ""])(
  '"%s" has a problem',
  (cron) => {
    expect(cronProblem(cron)).toEqual(expect.any(String));
  },
);

test("what can be kept has none", () => {
  expect(cronProblem("TZ=Europe/Berlin */5 8-18 * * 1-5")).toBeUndefined();
});
