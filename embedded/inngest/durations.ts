const unitMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** The moment that a time string ("1d2h30m", "1.5s") or an ISO date names; undefined when it is neither. */
export function momentOf(text: string, now = Date.now()): Date | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g)];
  if (parts.length > 0 && parts.map(([whole]) => whole).join("") === text) {
    const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * unitMs[unit ?? ""]!, 0);
    return new Date(now + ms);
  }
  const moment = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : new Date(moment);
}

/** What Retry-After asks for: seconds, an HTTP date or an ISO date. Undefined when it says nothing usable. */
export function retryAfter(header: string | undefined, now = Date.now()): Date | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return new Date(now + Number(header) * 1000);
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : new Date(moment);
}

/** Before which moment a failed attempt is not repeated: 2 s, 6 s, 18 s … at most 2 h, each ± half of it. */
export function nextAttempt(attempt: number, now = Date.now(), random = Math.random()): Date {
  const base = Math.min(2000 * 3 ** attempt, 7_200_000);
  return new Date(now + base * (0.5 + random));
}

/** The same for a call that never reached the application: 0.5 s, 1 s, 2 s … at most 30 s. */
export function nextTry(tries: number, now = Date.now(), random = Math.random()): Date {
  const base = Math.min(500 * 2 ** tries, 30_000);
  return new Date(now + base * (0.5 + random / 2));
}
