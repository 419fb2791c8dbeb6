const NUMBER = new Intl.NumberFormat("en-GB");
const WHOLE = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const SMALL = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumSignificantDigits: 2,
});
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Millionths of a US dollar as money; what is less than a cent keeps its first two digits. */
export function money(micros: number): string {
  const dollars = micros / 1_000_000;
  return dollars > 0 && dollars < 0.01 ? SMALL.format(dollars) : WHOLE.format(dollars);
}

export const number = (value: number): string => NUMBER.format(value);

/** A day of UTC as people write it. */
export const dayName = (day: string): string => DAY.format(new Date(day));
