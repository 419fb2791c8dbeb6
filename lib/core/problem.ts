import type { ErrorCode } from "./errors";

/** An RFC 9457 problem document as a client reads it. */
export interface ProblemDocument {
  title: string;
  status: number;
  detail: string;
  code: string;
  traceId?: string | undefined;
  errors?: { field: string; message: string }[] | undefined;
  details?: Record<string, string | number | boolean> | undefined;
}

// Written out by hand, since every page of the dashboard has it and a library of schemas would be half of its weight.
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isPlain = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

function isFieldError(value: unknown): boolean {
  return (
    isRecord(value) && typeof value["field"] === "string" && typeof value["message"] === "string"
  );
}

function isProblemDocument(value: unknown): value is ProblemDocument {
  if (!isRecord(value)) return false;
  const { title, status, detail, code, traceId, errors, details } = value;
  return (
    [title, detail, code].every((text) => typeof text === "string") &&
    typeof status === "number" &&
    (traceId === undefined || typeof traceId === "string") &&
    (errors === undefined || (Array.isArray(errors) && errors.every(isFieldError))) &&
    (details === undefined || (isRecord(details) && Object.values(details).every(isPlain)))
  );
}

/** What a failed call throws in the browser. */
export class ProblemError extends Error {
  readonly problem: ProblemDocument;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: ProblemDocument, retryAfterSeconds?: number) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  is(code: ErrorCode | "unreachable" | "interrupted"): boolean {
    return this.problem.code === code;
  }
}

/** The server gave no answer at all: no network, or a server that is away. */
export function unreachable(): ProblemError {
  return new ProblemError({
    title: "No connection",
    status: 0,
    detail: "The server could not be reached. Check your connection and try again.",
    code: "unreachable",
  });
}

/** A stream ended before its last event. */
export function interrupted(): ProblemError {
  return new ProblemError({
    title: "Interrupted",
    status: 0,
    detail: "The connection was lost before the answer was complete.",
    code: "interrupted",
  });
}

function titleFor(status: number): string {
  return status >= 500 ? "The server has a problem" : "The request was refused";
}

/**
 * Reads a failed answer's body. What is no problem document (a proxy's error page, say) becomes a plain one, so that
 * nothing foreign is shown.
 */
export function toProblemError(body: unknown, status: number, headers: Headers): ProblemError {
  const seconds = Number(headers.get("retry-after") ?? "");
  const wait = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  if (isProblemDocument(body)) return new ProblemError(body, wait);
  const traceId = headers.get("x-trace-id");
  return new ProblemError(
    {
      title: titleFor(status),
      status,
      detail: `The server answered with status ${status}. Try again in a moment.`,
      code: status >= 500 ? "unavailable" : "invalid_input",
      ...(traceId && { traceId }),
    },
    wait,
  );
}

/** The data of a server action's result; throws its problem. */
export function unwrap<T>(
  result: { ok: true; data: T } | { ok: false; problem: ProblemDocument },
): T {
  if (result.ok) return result.data;
  const wait = result.problem.details?.["retryAfterSeconds"];
  throw new ProblemError(result.problem, typeof wait === "number" ? wait : undefined);
}

/** Words for whatever was thrown; only a problem's own words are shown to people. */
export function describeError(error: unknown): {
  title: string;
  detail: string;
  traceId: string | undefined;
} {
  if (error instanceof ProblemError) {
    const { title, detail, traceId, errors } = error.problem;
    const more = errors?.map(({ message }) => message).filter((message) => message !== detail);
    return { title, detail: more?.length ? `${detail} ${more.join(" ")}` : detail, traceId };
  }
  return {
    title: "Something went wrong",
    detail: "This page ran into a fault. Reload it and try again.",
    traceId: undefined,
  };
}

/** "in 40 seconds", "in 3 minutes": when a refused call may be tried again. */
export function waitInWords(seconds: number): string {
  const format = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return seconds < 90
    ? format.format(Math.ceil(seconds), "second")
    : format.format(Math.ceil(seconds / 60), "minute");
}
