import "server-only";
import { AppError } from "@/lib/core/errors";

const REASON = "circuit_open";

/** The error of a call that an open breaker refused; `retryAfterSeconds` is the time to the next probe. */
export function circuitOpen(name: string, nextProbeAt: Date): AppError {
  const seconds = Math.max(1, Math.ceil((nextProbeAt.getTime() - Date.now()) / 1_000));
  return new AppError("unavailable", "A service we depend on is away just now. Try again soon.", {
    internal: `${name} failed too often and is left alone`,
    retryAfterSeconds: seconds,
    details: { reason: REASON },
  });
}

/** Whether a call was refused by an open breaker, so that nothing reached the other side. */
export function isCircuitOpen(error: unknown): error is AppError {
  return error instanceof AppError && error.details?.["reason"] === REASON;
}
