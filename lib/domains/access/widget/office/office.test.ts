import { describe, expect, test } from "vitest";
import { officeAt } from "./office";
import { officeHours } from "./schema";

type Days = Record<string, { opens: string; closes: string }[]>;

const nineToFive = [{ opens: "09:00", closes: "17:00" }];
const weekdays: Days = {
  monday: nineToFive,
  tuesday: nineToFive,
  wednesday: nineToFive,
  thursday: nineToFive,
  friday: nineToFive,
};

const hours = (timeZone: string, days: Days = weekdays, holidays: string[] = []) =>
  officeHours.parse({ timeZone, days, holidays });

const at = (timeZone: string, now: string, days?: Days, holidays?: string[]) =>
  officeAt(hours(timeZone, days, holidays), new Date(now));

test("without hours somebody is always there", () => {
  expect(officeAt(null, new Date("2026-01-01T03:00:00Z"))).toEqual({ open: true });
});

test("with no day on which it opens nobody says when", () => {
  expect(at("Europe/Berlin", "2026-06-01T12:00:00Z", {})).toEqual({ open: false });
});

describe("Berlin, where clocks change on 29 March and 25 October 2026", () => {
  test.each([
    // Friday before: UTC+1. Monday after: UTC+2.
    ["2026-03-27T15:59:59Z", { open: true }],
    ["2026-03-27T16:00:00Z", { open: false, opensAt: "2026-03-30T07:00:00.000Z" }],
    ["2026-03-30T07:00:00Z", { open: true }],
    ["2026-03-30T06:59:59Z", { open: false, opensAt: "2026-03-30T07:00:00.000Z" }],
    ["2026-10-23T15:00:00Z", { open: false, opensAt: "2026-10-26T08:00:00.000Z" }],
  ])("at %s", (now, office) => {
    expect(at("Europe/Berlin", now)).toEqual(office);
  });

  test("a time that the clocks leap over is the one after the leap", () => {
    const night = { sunday: [{ opens: "02:30", closes: "05:00" }] };
    // 02:30 is not there: the clocks show 03:30 half an hour after 02:00.
    expect(at("Europe/Berlin", "2026-03-29T00:59:00Z", night)).toEqual({
      open: false,
      opensAt: "2026-03-29T01:30:00.000Z",
    });
    expect(at("Europe/Berlin", "2026-03-29T02:59:59Z", night).open).toBe(true);
    expect(at("Europe/Berlin", "2026-03-29T03:00:00Z", night).open).toBe(false);
  });

  test("an hour that comes twice is open both times", () => {
    const night = { sunday: [{ opens: "02:15", closes: "02:45" }] };
    // 02:15 is first shown at 00:15 UTC, 02:45 last at 01:45 UTC.
    expect(at("Europe/Berlin", "2026-10-25T00:15:00Z", night).open).toBe(true);
    expect(at("Europe/Berlin", "2026-10-25T01:44:59Z", night).open).toBe(true);
    expect(at("Europe/Berlin", "2026-10-25T01:45:00Z", night).open).toBe(false);
  });
});

describe("New York, where clocks change on 8 March and 1 November 2026", () => {
  test.each([
    ["2026-03-06T21:59:59Z", { open: true }],
    ["2026-03-06T22:00:00Z", { open: false, opensAt: "2026-03-09T13:00:00.000Z" }],
    ["2026-10-30T21:00:00Z", { open: false, opensAt: "2026-11-02T14:00:00.000Z" }],
  ])("at %s", (now, office) => {
    expect(at("America/New_York", now)).toEqual(office);
  });
});

describe("over midnight", () => {
  const late = { friday: [{ opens: "18:00", closes: "02:00" }] };
  test.each([
    ["2026-06-05T15:59:00Z", false],
    ["2026-06-05T16:00:00Z", true],
    ["2026-06-05T23:59:00Z", true],
    ["2026-06-06T00:00:00Z", false],
    ["2026-06-07T23:00:00Z", false],
  ])("at %s open is %s", (now, open) => {
    expect(at("Europe/Berlin", now, late).open).toBe(open);
  });

  test("the same time twice is the whole day", () => {
    const whole = { friday: [{ opens: "00:00", closes: "00:00" }] };
    expect(at("Europe/Berlin", "2026-06-04T22:00:00Z", whole).open).toBe(true);
    expect(at("Europe/Berlin", "2026-06-05T21:59:59Z", whole).open).toBe(true);
    expect(at("Europe/Berlin", "2026-06-05T22:00:00Z", whole).open).toBe(false);
  });
});

describe("holidays", () => {
  test("are closed, and the next day that is none is when it opens", () => {
    const holidays = ["2026-12-25", "2026-12-28"];
    expect(at("Europe/Berlin", "2026-12-25T10:00:00Z", weekdays, holidays)).toEqual({
      open: false,
      opensAt: "2026-12-29T08:00:00.000Z",
    });
  });

  test("end no span that began the day before", () => {
    const late = { thursday: [{ opens: "20:00", closes: "02:00" }] };
    expect(at("Europe/Berlin", "2026-12-25T00:30:00Z", late, ["2026-12-25"]).open).toBe(true);
    expect(at("Europe/Berlin", "2026-12-25T00:30:00Z", late, ["2026-12-24"]).open).toBe(false);
  });
});

test("a lunch break has two openings, and the next is the one after it", () => {
  const split = {
    monday: [
      { opens: "14:00", closes: "18:00" },
      { opens: "09:00", closes: "12:00" },
    ],
  };
  expect(at("Europe/Berlin", "2026-06-01T10:30:00Z", split)).toEqual({
    open: false,
    opensAt: "2026-06-01T12:00:00.000Z",
  });
});

test.each(["Mars/Phobos", "", "Europe/Berlin; drop"])("%j is no time zone", (timeZone) => {
  expect(officeHours.safeParse({ timeZone, days: {} }).success).toBe(false);
});
