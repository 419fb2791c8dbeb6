import "server-only";
import { RetryAfterError } from "inngest";
import type { AppError } from "@/lib/core/errors";
import { isCircuitOpen } from "./circuit-open";

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 30 * 60 * 1_000;

/**
 * How long who was refused by an open breaker waits: until the next probe is due, and longer each time, with jitter, so
 * that those who wait do not come back at once.
 *
 * @param times how often it was refused or failed before
 */
export function pauseAfter(refusal: AppError, times: number): number {
  const probeMs = (refusal.retryAfterSeconds ?? 1) * 1_000;
  const waitMs = Math.max(probeMs, Math.min(FIRST_WAIT_MS * 2 ** times, LONGEST_WAIT_MS));
  return probeMs + Math.random() * Math.max(waitMs - probeMs, probeMs * 0.5);
}

/**
 * What a step throws on that cannot wait otherwise: the refusal of an open breaker becomes Inngest's order to come back
 * after the pause. Every other error is left as it is.
 *
 * @param attempt how many attempts were made before this one
 */
export function asRetryLater(error: unknown, attempt: number): unknown {
  if (!isCircuitOpen(error)) return error;
  return new RetryAfterError(error.message, new Date(Date.now() + pauseAfter(error, attempt)));
}
