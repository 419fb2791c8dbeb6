import "server-only";
import { RetryAfterError } from "inngest";
import { isCircuitOpen } from "./circuit-open";

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 30 * 60 * 1_000;

/**
 * What a job's step throws on: the refusal of an open breaker becomes Inngest's order to come back when the next probe is
 * due, and later at each attempt, so that the attempts outlast an outage; with jitter, so that the waiting jobs do not
 * come back at once. Every other error is left as it is.
 *
 * @param attempt how many attempts were made before this one
 */
export function asRetryLater(error: unknown, attempt: number): unknown {
  if (!isCircuitOpen(error)) return error;
  const probeMs = (error.retryAfterSeconds ?? 1) * 1_000;
  const waitMs = Math.max(probeMs, Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS));
  const jitterMs = Math.random() * Math.max(waitMs - probeMs, probeMs * 0.5);
  return new RetryAfterError(error.message, new Date(Date.now() + probeMs + jitterMs));
}
