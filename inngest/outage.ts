import "server-only";
import { AppError } from "@/lib/core/errors";
import { pauseAfter } from "@/lib/platform/resilience/retry-later";

/** What a step comes to that an open breaker refused: kept by the engine, so that the run knows how long it has waited. */
interface Waiting {
  pauseMs: number;
  until: string;
}

/** How often a step of a run was refused before, and how long the run has waited in all. */
export interface Waited {
  times: number;
  ms: number;
}

/** Longer than an outage that is worked at; then a run that waited has failed. */
const LONGEST_OUTAGE_MS = 24 * 60 * 60 * 1_000;

/** Why a job has failed that waited for so long. */
export const awayForTooLong = new AppError(
  "unavailable",
  "A service we depend on was away for a day, and the job has been given up. Have it done again.",
);

export function isWaiting(result: unknown): result is Waiting {
  return typeof result === "object" && result !== null && "pauseMs" in result && "until" in result;
}

export const mayWait = ({ ms }: Waited): boolean => ms < LONGEST_OUTAGE_MS;

export function waitFor(refusal: AppError, { times }: Waited): Waiting {
  const pauseMs = Math.round(pauseAfter(refusal, times));
  return { pauseMs, until: new Date(Date.now() + pauseMs).toISOString() };
}
