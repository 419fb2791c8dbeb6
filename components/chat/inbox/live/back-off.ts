const FIRST_MS = 1000;
const MOST_MS = 30_000;

/** How long to wait after so many failures in a row: longer each time, and not as long as everybody else. */
export function backOffMs(failures: number, random = Math.random()): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** failures);
  return most / 2 + (most / 2) * random;
}

/** Resolves after so long, when the browser is online again, or when the signal aborts. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
