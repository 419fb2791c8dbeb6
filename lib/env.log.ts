/** What LOG_LEVEL may be, the most talkative first. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/**
 * How much is logged. Apart from the rest of the configuration, which a process that only logs neither has nor need
 * load. Throws one sentence when it is set to something else.
 */
export function logLevel(
  env: Readonly<Record<string, string | undefined>> = process.env,
): (typeof LOG_LEVELS)[number] {
  const given = env["LOG_LEVEL"] || "info";
  const level = LOG_LEVELS.find((known) => known === given);
  if (!level) throw new Error(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}, not "${given}".`);
  return level;
}
