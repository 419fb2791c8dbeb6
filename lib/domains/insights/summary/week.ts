import { beginOf } from "../days";
import type { Span } from "../repository";

const DAY_MS = 86_400_000;
/** In the organization's own time zone. */
const HOUR = 7;

const shift = (day: string, by: number) =>
  new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);

function clockIn(timeZone: string, at: Date): { day: string; hour: number } {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, ...options }).format(at);
  return {
    day: format({ year: "numeric", month: "2-digit", day: "2-digit" }),
    hour: Number(format({ hour: "2-digit", hourCycle: "h23" })),
  };
}

/**
 * The Monday, as YYYY-MM-DD, of the week whose figures are to be told now: from Monday 07:00 in the time zone for a day,
 * so that an hour of outage loses no summary, and one of days surprises nobody in the middle of a week.
 */
export function dueWeek(timeZone: string, now: Date): string | undefined {
  const { day, hour } = clockIn(timeZone, now);
  const weekday = new Date(day).getUTCDay();
  if (weekday === 1 && hour >= HOUR) return shift(day, -7);
  if (weekday === 2 && hour < HOUR) return shift(day, -8);
  return undefined;
}

/** A week, from its Monday, and the one before it. */
export function spansOf(week: string, timeZone: string): { last: Span; before: Span } {
  const begin = (weeks: number) => beginOf(shift(week, 7 * weeks), timeZone);
  return {
    last: { from: begin(0), to: begin(1), timeZone },
    before: { from: begin(-1), to: begin(0), timeZone },
  };
}

/** Whether the week is the last one that ended: older figures are no news. */
export function isLastWeek(week: string, timeZone: string, now: Date): boolean {
  return now < beginOf(shift(week, 14), timeZone);
}

const dayWords = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

/** "16 November to 22 November". */
export function weekInWords(week: string): string {
  return `${dayWords.format(new Date(week))} to ${dayWords.format(new Date(shift(week, 6)))}`;
}
