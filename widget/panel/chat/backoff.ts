const firstDelayMs = 500;
const longestDelayMs = 15_000;

/** Milliseconds before reconnect number `failures` (from 1): exponential, with full jitter. */
export function backoffDelay(failures: number, random: () => number): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
  return Math.round(random() * ceiling);
}

/** Milliseconds that a Retry-After header asks for (seconds or a date), or undefined. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
