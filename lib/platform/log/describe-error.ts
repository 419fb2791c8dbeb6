import "server-only";
import { AppError } from "@/lib/core/errors";
import { safeErrorText } from "@/lib/core/safe-error-text";

export type Fields = Record<string, string | number | boolean | null | undefined>;

const CODE = /^[A-Za-z0-9_.-]{1,40}$/;

/** What an error says of itself, as far as it may be kept: our own text for the log, of others what is safe. */
export const errorText = (error: Error): string | undefined =>
  error instanceof AppError ? error.message : safeErrorText(error.name, error.message);

const PLACE =
  /^ {4}at (?:async )?(?:new )?(?:[\w$.<>#]+(?: \[as [\w$.]+\])? \()?[^\s()]+:\d+:\d+\)?$/;

const known = (value: unknown): string | undefined =>
  typeof value === "string" && CODE.test(value) ? value : undefined;

/** An error's class, unless somebody wrote a sentence in its place. */
export const classOf = (error: Pick<Error, "name">): string => known(error.name) ?? "Error";

/** Codes alone: of the error, of the system call that failed, of the database below Prisma. */
function codesOf(error: Error, prefix: string): Fields {
  const facts = error as Error & {
    code?: unknown;
    syscall?: unknown;
    status?: unknown;
    meta?: { driverAdapterError?: { cause?: { kind?: unknown; originalCode?: unknown } } };
  };
  const below = facts.meta?.driverAdapterError?.cause;
  return {
    [`${prefix}_class`]: classOf(error),
    [`${prefix}_code`]: known(facts.code),
    [`${prefix}_syscall`]: known(facts.syscall),
    [`${prefix}_status`]: typeof facts.status === "number" ? facts.status : undefined,
    [`${prefix}_db_kind`]: known(below?.kind),
    [`${prefix}_db_code`]: known(below?.originalCode),
    [`${prefix}_message`]: errorText(error),
  };
}

/** The first places of the code that a text names, each on a line of its own; every other line may quote anything. */
export const placesIn = (text: string): string =>
  text
    .split("\n")
    .filter((line) => PLACE.test(line))
    .slice(0, 6)
    .join("\n");

/** The places of the code that an error came through; a stack's first lines are its message. */
export function placesOf(error: Error): string | undefined {
  return error.stack && placesIn(error.stack.replace(error.message, ""));
}

/** Error facts that are safe to log: class, codes, our own internal text and the stack's places. */
export function describeError(error: unknown): Fields {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error_class: typeof error };
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return {
    ...codesOf(error, "error"),
    error_stack: placesOf(error),
    ...(cause && { ...codesOf(cause, "cause"), cause_stack: placesOf(cause) }),
  };
}

/**
 * An error as it may be told to others that keep it, such as a job engine: class, text and places as they stand in the
 * log, and no cause.
 */
export function withoutContent(error: unknown): Error {
  if (!(error instanceof Error))
    return new Error(`Something was thrown that is no error: ${typeof error}`);
  const told = new Error(errorText(error));
  told.name = classOf(error);
  told.stack = [`${told.name}: ${told.message}`, placesOf(error)].join("\n");
  return told;
}
