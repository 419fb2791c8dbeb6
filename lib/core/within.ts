import { AppError } from "./errors";

/**
 * Runs `fn` with a signal that aborts after `milliseconds`, and throws AppError `timeout` then even when `fn` does not
 * listen.
 */
export async function within<T>(
  milliseconds: number,
  fn: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const overdue = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new AppError("timeout", "This took too long and was ended.");
      reject(error);
      overdue.abort(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([fn(overdue.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
