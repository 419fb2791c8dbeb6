/** Every way a call can fail, as clients see it. The status map in lib/http/problem.ts is exhaustive over this union. */
export type ErrorCode =
  | "invalid_input"
  | "unprocessable_file"
  | "document_too_long"
  | "unauthenticated"
  | "forbidden"
  | "two_factor_required"
  | "reauthentication_required"
  | "origin_not_allowed"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "payload_too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "budget_exhausted"
  | "timeout"
  | "client_closed"
  | "upstream_failed"
  | "unavailable"
  | "internal";

export interface FieldError {
  field: string;
  message: string;
}

export interface ErrorOptions {
  cause?: unknown;
  /** For the logs only; never sent to a client. */
  internal?: string;
  field?: string;
  fields?: FieldError[];
  retryAfterSeconds?: number;
  /** Machine-readable facts for the client, e.g. `{ reason: "password_protected" }`. */
  details?: Record<string, string | number | boolean>;
}

/**
 * The one error class. `userMessage` is written for the person who made the call; `internal` and `cause` stay in the
 * logs. Errors that are not AppErrors are answered as `internal` with their text withheld.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly details: Record<string, string | number | boolean> | undefined;

  constructor(code: ErrorCode, userMessage: string, options: ErrorOptions = {}) {
    super(
      options.internal ?? userMessage,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = "AppError";
    this.code = code;
    this.userMessage = userMessage;
    this.fields =
      options.fields ?? (options.field ? [{ field: options.field, message: userMessage }] : []);
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.details = options.details;
  }
}

/** The answer to a record that does not exist, is deleted, or belongs to somebody else: one and the same. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `${what} was not found.`);
}

/** The client went away before its answer was there: nothing that we did wrong, and nobody is left to be told. */
export function clientClosed(cause: unknown): AppError {
  return new AppError("client_closed", "The connection was closed before the answer.", { cause });
}
