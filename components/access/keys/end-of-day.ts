/** The moment at which a day (`2026-03-29`) of the reader's own is over; an empty text for what is no day. */
export function endOfDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return "";
  const end = new Date(year, month - 1, date + 1);
  return Number.isNaN(end.getTime()) ? "" : end.toISOString();
}

/** The reader's own day, so many days from now, as a date field wants it. */
export function dayFromNow(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
