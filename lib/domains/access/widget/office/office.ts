import { addDays, dateOf, dayAt, instantOf, type Day } from "./local-time";
import { WEEKDAYS, type OfficeHours, type Span } from "./schema";

/** Over the longest holidays; who opens later than that says nothing of when. */
const LOOK_AHEAD_DAYS = 62;

export interface OfficeState {
  open: boolean;
  /** When it opens next, as ISO 8601; absent while it is open or where that cannot be told. */
  opensAt?: string;
}

interface Interval {
  from: number;
  to: number;
}

function spansOf({ days, holidays }: OfficeHours, day: Day): readonly Span[] {
  if (holidays.includes(dateOf(day))) return [];
  const weekday = WEEKDAYS[(day.getUTCDay() + 6) % 7];
  return weekday ? days[weekday] : [];
}

function intervalOf(day: Day, { opens, closes }: Span, timeZone: string): Interval {
  const last = closes > opens ? day : addDays(day, 1);
  return {
    from: instantOf(day, opens, timeZone, "opens"),
    to: instantOf(last, closes, timeZone, "closes"),
  };
}

/** Whether somebody is there at an instant, by the owner's hours, and else when somebody is next. */
export function officeAt(hours: OfficeHours | null, now: Date): OfficeState {
  if (!hours) return { open: true };
  const { timeZone } = hours;
  const at = now.getTime();
  const today = dayAt(now, timeZone);
  let next = Infinity;
  // What began yesterday may go on over midnight.
  for (let ahead = -1; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    for (const span of spansOf(hours, day)) {
      const { from, to } = intervalOf(day, span, timeZone);
      if (from <= at && at < to) return { open: true };
      if (from > at) next = Math.min(next, from);
    }
    if (next < Infinity && ahead > 0) break;
  }
  return next < Infinity ? { open: false, opensAt: new Date(next).toISOString() } : { open: false };
}
