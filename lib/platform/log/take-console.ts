import "server-only";
import { placesIn } from "./describe-error";
import { log } from "./log";

/** One of the console's methods, as a line of the log: an error's class and places, and where it was called. */
const told =
  (level: "error" | "warn" | "debug") =>
  (...parts: unknown[]): void => {
    const message = "a library wrote to the console";
    const error = parts.find((part) => part instanceof Error);
    const fields = { written_by: placesIn(new Error().stack?.replace(/^.*\n.*\n/, "") ?? "") };
    if (level === "error") log.error(message, error, fields);
    else log[level](message, fields);
  };

/**
 * Takes over the console of a process, to which libraries write what they like: Next an error that a page threw, with its
 * message and whatever hangs on it. Its words may be anybody's, so none of them is kept.
 */
export function takeConsole(): void {
  Object.assign(console, {
    error: told("error"),
    warn: told("warn"),
    log: told("debug"),
    info: told("debug"),
    debug: told("debug"),
    trace: told("debug"),
    dir: told("debug"),
  });
}
