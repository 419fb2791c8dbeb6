import "server-only";
import { AppError } from "@/lib/core/errors";

export const REQUEST_DEADLINE_MS = 30_000;
/** A file of 20 MB by a line of 1 Mbit/s takes three minutes. */
export const UPLOAD_DEADLINE_MS = 240_000;

/**
 * Runs `fn` with a signal that aborts when the client goes away or the deadline passes, and throws `timeout` at the
 * deadline even when `fn` does not listen. The signal lives on after `fn` for as long as the client does, so that a
 * stream it returned still hears of a disconnect.
 */
export async function withDeadline<T>(
  client: AbortSignal,
  milliseconds: number,
  fn: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const overdue = new AbortController();
  const signal = AbortSignal.any([client, overdue.signal]);
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new AppError("timeout", "The request took too long and was ended.");
      reject(error);
      overdue.abort(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([fn(signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
