import "server-only";
import { readFile } from "node:fs/promises";

const EVERY_MS = 25;

/**
 * Calls `exceeded` once when the process holds more resident memory than allowed: buffers live outside
 * the heap that Node limits. Reads /proc, so elsewhere than on Linux only the heap's limit holds.
 * Returns the function that ends the watch.
 */
export function watchMemory(pid: number, maximumBytes: number, exceeded: () => void): () => void {
  let reading = false;
  const timer = setInterval(() => {
    if (reading) return;
    reading = true;
    void residentBytes(pid).then((resident) => {
      reading = false;
      if (resident > maximumBytes) exceeded();
    });
  }, EVERY_MS);
  return () => clearInterval(timer);
}

/** 0 when it cannot be known: the process has ended, or the system has no /proc. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
