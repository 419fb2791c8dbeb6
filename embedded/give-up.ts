import { log } from "../lib/platform/log/log.ts";

/** Ends this process, which has run until now, with the reason in its log. */
export function giveUp(message: string, error?: unknown): never {
  log.error(message, error);
  process.exit(1);
}
