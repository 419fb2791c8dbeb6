import type pino from "pino";

/** Every line that the product has logged since the test file was loaded. */
export const logged: string[] = [];

/**
 * What `vi.mock("pino", …)` puts in pino's place: pino itself, at its most talkative and writing to `logged`.
 */
export function talkative({ default: real }: { default: typeof pino }): { default: unknown } {
  const make = (options: pino.LoggerOptions) =>
    real({ ...options, level: "trace" }, { write: (line) => void logged.push(line) });
  const { stdTimeFunctions } = real;
  return { default: Object.assign(make, { stdTimeFunctions }) };
}
