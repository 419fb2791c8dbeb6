const DAY_MS = 86_400_000;

/** A moment's day in a time zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return parts.format(at);
}

/** The last days up to today's in a time zone, oldest first. */
export function lastDays(timeZone: string, count: number, now: Date): string[] {
  // Days are counted as dates: one with a change of the clock has 23 or 25 hours.
  const today = Date.parse(dayIn(timeZone, now));
  return Array.from({ length: count }, (_, back) =>
    new Date(today - (count - 1 - back) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** The moment at which a day begins in a time zone; where midnight is left out by a change of the clock, the first after it. */
export function beginOf(day: string, timeZone: string): Date {
  const utc = Date.parse(day);
  // No zone is more than 14 hours away, and each begins its days at a quarter of an hour.
  for (let at = utc - 14 * 3_600_000; at <= utc + 14 * 3_600_000; at += 900_000) {
    const moment = new Date(at);
    if (dayIn(timeZone, moment) === day) return moment;
  }
  throw new RangeError(`${timeZone} has no ${day}`);
}
