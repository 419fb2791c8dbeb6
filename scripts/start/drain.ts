/**
 * Reads DRAIN_SECONDS, for so long a balancer needs to notice that readiness has ended. Returns milliseconds; throws one
 * sentence when it is no number from 0 to 3600.
 */
export function drainMs(env: Readonly<Record<string, string | undefined>>): number {
  const value = env["DRAIN_SECONDS"] || "0";
  const seconds = Number(value);
  if (seconds >= 0 && seconds <= 3_600) return seconds * 1_000;
  throw new Error(`DRAIN_SECONDS must be a number from 0 to 3600, not "${value}".`);
}
