export interface SnoozeTime {
  name: string;
  until: Date;
}

const MORNING = 9;

function morning(now: Date, inDays: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + inDays, MORNING);
}

/** Times to come back at, in the reader's own time zone, the soonest first. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { name: "In an hour", until: new Date(now.getTime() + 3_600_000) },
    { name: "In four hours", until: new Date(now.getTime() + 4 * 3_600_000) },
    { name: "Tomorrow morning", until: morning(now, 1) },
    ...(toMonday > 1 ? [{ name: "On Monday", until: morning(now, toMonday) }] : []),
    { name: "In a week", until: morning(now, 7) },
  ];
}
