import "server-only";
import { AppError } from "@/lib/core/errors";

const LOOK_EVERY_MS = 2_000;
/** How long a right counts that was confirmed once. */
const CONFIRMED_FOR_MS = 4_500;

/** Resolves after so long, or when the signal aborts. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

/** What one look ends with: what `check` rejects with, `unavailable` when it takes too long, else undefined. */
async function look(check: () => Promise<void>, milliseconds: number): Promise<unknown> {
  const looked = new AbortController();
  const overdue = pause(milliseconds, looked.signal).then(() => {
    throw new AppError("unavailable", "It could not be confirmed that you may still read this.");
  });
  try {
    await Promise.race([check(), overdue]);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    looked.abort();
  }
}

const isAway = (error: unknown) => error instanceof AppError && error.code === "unavailable";

/**
 * Asks every two seconds whether a right still holds, and calls `onLost` once with what `check` rejects with when it
 * does not. A database that is away is asked again; a right that was not confirmed for 4.5 seconds is lost, as
 * `unavailable`. Resolves then, or when the signal aborts.
 */
export async function watchRight(
  check: () => Promise<void>,
  signal: AbortSignal,
  onLost: (error: unknown) => void,
): Promise<void> {
  let confirmedAt = performance.now();
  const left = () => Math.max(0, confirmedAt + CONFIRMED_FOR_MS - performance.now());
  for (;;) {
    await pause(Math.min(LOOK_EVERY_MS, left()), signal);
    if (signal.aborted) return;
    const began = performance.now();
    const failure = await look(check, left());
    if (failure === undefined) confirmedAt = began;
    else if (!isAway(failure) || left() === 0) return onLost(failure);
  }
}
