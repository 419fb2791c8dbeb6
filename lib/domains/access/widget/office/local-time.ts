/** A day of the calendar, without a place: midnight of it in UTC. */
export type Day = Date;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const read = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(instant / 1_000) * 1_000;
}

/** The day that the zone's calendar shows at an instant. */
export function dayAt(instant: Date, timeZone: string): Day {
  const shown = instant.getTime() + offsetAt(instant.getTime(), timeZone);
  return new Date(Math.floor(shown / DAY_MS) * DAY_MS);
}

export function addDays(day: Day, count: number): Day {
  return new Date(day.getTime() + count * DAY_MS);
}

/** As YYYY-MM-DD. */
export function dateOf(day: Day): string {
  return day.toISOString().slice(0, 10);
}

/**
 * The instant at which the zone's clocks show a time on a day. Where the clocks are put back and show it twice, the first
 * for `opens` and the second for `closes`: then the office is open for all of it. Where they leap over it, the instant of
 * the leap's other side that is as many minutes after it.
 */
export function instantOf(
  day: Day,
  time: string,
  timeZone: string,
  edge: "opens" | "closes",
): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const shown = day.getTime() + (hours * 60 + minutes) * MINUTE_MS;
  // The offsets of a day before and after bracket any change of the clocks that could matter.
  const offsets = [offsetAt(shown - DAY_MS, timeZone), offsetAt(shown + DAY_MS, timeZone)];
  const candidates = offsets.map((offset) => shown - offset);
  const exact = candidates.filter((instant) => instant + offsetAt(instant, timeZone) === shown);
  if (exact.length === 0) return Math.max(...candidates);
  return edge === "opens" ? Math.min(...exact) : Math.max(...exact);
}
