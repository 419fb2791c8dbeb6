import { z } from "zod";

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const MAX_SPANS = 4;
const MAX_HOLIDAYS = 100;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time such as 09:00");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** From `opens` to `closes`; over midnight where `closes` is not later, and the whole day where both are the same. */
const span = z.strictObject({ opens: clock, closes: clock });
export type Span = z.infer<typeof span>;

const spans = z.array(span).max(MAX_SPANS, `At most ${MAX_SPANS} a day`).default([]);

const days = z.strictObject({
  monday: spans,
  tuesday: spans,
  wednesday: spans,
  thursday: spans,
  friday: spans,
  saturday: spans,
  sunday: spans,
} satisfies Record<Weekday, typeof spans>);

/** When somebody is there. */
export const officeHours = z.strictObject({
  /** An IANA name such as Europe/Berlin. */
  timeZone: z.string().max(64).refine(isTimeZone, "Not a time zone such as Europe/Berlin"),
  days,
  /** Days on which nobody is, as YYYY-MM-DD: the spans that begin on them are left out. */
  holidays: z
    .array(z.iso.date("A date such as 2026-12-25"))
    .max(MAX_HOLIDAYS, `At most ${MAX_HOLIDAYS}`)
    .default([]),
});
export type OfficeHours = z.output<typeof officeHours>;
