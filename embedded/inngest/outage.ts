import { setTimeout as wait } from "node:timers/promises";
import { log } from "../../lib/platform/log/log.ts";
import { isPassing } from "./database.ts";

const MAX_PAUSE_MS = 2_000;
let away = false;

/** Says once that the database is away, and once that it is back. */
export function reportDatabase(error?: unknown): void {
  if (error !== undefined && !away) log.error("the database is away", error);
  if (error === undefined && away) log.info("the database is back");
  away = error !== undefined;
}

/** Does `work` until the database could be asked; rejects with what is wrong with the work itself. */
export async function untilAnswered<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let pause = 50; ; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
    try {
      const result = await work();
      reportDatabase();
      return result;
    } catch (error) {
      if (!isPassing(error) || signal.aborted) throw error;
      reportDatabase(error);
      await wait(pause, undefined, { signal });
    }
  }
}
