import { setImmediate } from "node:timers/promises";

const AT_ONCE_MS = 10;

/**
 * Lets a long computation give way to whatever else waits in this process: call and await it between two small pieces
 * of work; it pauses when ten milliseconds have passed since the last pause.
 */
export function breather(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < AT_ONCE_MS) return;
    await setImmediate();
    began = performance.now();
  };
}
