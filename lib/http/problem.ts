import "server-only";
import { AppError, type ErrorCode, type FieldError } from "@/lib/core/errors";

/** An RFC 9457 problem document as we answer it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  traceId: string;
  errors?: FieldError[];
  details?: Record<string, string | number | boolean>;
}

/** Status and title of every code; the API page shows it. */
export const ERROR_TABLE: Record<ErrorCode, { status: number; title: string }> = {
  invalid_input: { status: 422, title: "The input is not valid" },
  unprocessable_file: { status: 422, title: "The file cannot be processed" },
  document_too_long: { status: 422, title: "The document is too long" },
  unauthenticated: { status: 401, title: "Authentication is needed" },
  forbidden: { status: 403, title: "Not permitted" },
  two_factor_required: { status: 403, title: "Two-factor sign-in is needed" },
  reauthentication_required: { status: 403, title: "Confirm that it is you" },
  origin_not_allowed: { status: 403, title: "Origin not allowed" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "Conflict" },
  payload_too_large: { status: 413, title: "Too large" },
  unsupported_media_type: { status: 415, title: "Unsupported media type" },
  rate_limited: { status: 429, title: "Too many requests" },
  budget_exhausted: { status: 429, title: "The daily budget is used up" },
  client_closed: { status: 499, title: "The client went away" },
  internal: { status: 500, title: "Something went wrong" },
  upstream_failed: { status: 502, title: "A service we depend on failed" },
  unavailable: { status: 503, title: "Unavailable at the moment" },
  timeout: { status: 504, title: "It took too long" },
};

const MASKED = "Something went wrong on our side. Mention the trace id when you report it.";

/**
 * The problem document of any error; what is not an AppError is answered as `internal` with its text withheld. The wait
 * stands in it as well as in Retry-After, since an action and a stream have no headers to tell it by.
 */
export function toProblem(error: unknown, traceId: string): Problem {
  const known = error instanceof AppError ? error : undefined;
  const wait = secondsToWait(known);
  const code = known?.code ?? "internal";
  const { status, title } = ERROR_TABLE[code];
  return {
    type: `/docs/api#error-${code}`,
    title,
    status,
    detail: known && code !== "internal" ? known.userMessage : MASKED,
    code,
    traceId,
    ...(known && known.fields.length > 0 && { errors: known.fields }),
    ...((known?.details || wait !== undefined) && {
      details: { ...known?.details, ...(wait !== undefined && { retryAfterSeconds: wait }) },
    }),
  };
}

function secondsToWait(error: AppError | undefined): number | undefined {
  return error?.retryAfterSeconds === undefined
    ? undefined
    : Math.max(1, Math.ceil(error.retryAfterSeconds));
}

export function problemResponse(error: unknown, traceId: string): Response {
  const problem = toProblem(error, traceId);
  const headers = new Headers({ "content-type": "application/problem+json" });
  const wait = secondsToWait(error instanceof AppError ? error : undefined);
  if (wait !== undefined) headers.set("retry-after", String(wait));
  if (problem.status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
