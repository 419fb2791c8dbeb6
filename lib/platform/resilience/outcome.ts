import "server-only";

/**
 * Whom a failed call counts for: the dependency (everybody's breaker), the tenant whose key or input it was (a breaker of
 * its own), or nobody, as when the caller itself went away.
 */
export type Blame = "dependency" | "tenant" | "nobody";

export type Outcome<T> =
  | { ok: true; value: T }
  | { ok: false; blame: Blame; error: unknown; errorClass: string; repeatable: boolean };

/** Thrown into a call that took longer than it may. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** The HTTP status that a client library's error carries, each by a name of its own. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const facts = error as {
    status?: unknown;
    statusCode?: unknown;
    $metadata?: { httpStatusCode?: unknown };
  };
  const found = facts.status ?? facts.statusCode ?? facts.$metadata?.httpStatusCode;
  return typeof found === "number" && found >= 100 && found < 600 ? found : undefined;
}

/** What kind of failure it was, in a word that holds nothing of the call: `http_503`, `timeout`, `ECONNRESET`. */
export function errorClassOf(error: unknown): string {
  if (error instanceof DeadlineError) return "timeout";
  const status = statusOf(error);
  if (status !== undefined) return `http_${status}`;
  if (!(error instanceof Error)) return typeof error;
  const cause = error.cause instanceof Error ? codeOf(error.cause) : undefined;
  return codeOf(error) ?? cause ?? error.name;
}

function codeOf(error: Error): string | undefined {
  if (!("code" in error) || typeof error.code !== "string") return undefined;
  return /^[\w-]{1,40}$/.test(error.code) ? error.code : undefined;
}

/** What 4xx say of the key and not of the input. */
const OF_THE_KEY = new Set([401, 402, 403, 404, 429]);
/** What the server may get over. */
const PASSING = new Set([408, 429]);

/**
 * Whom a failure counts for by its HTTP status; what has none (a reset, a timeout, an answer that can't be read) is the
 * dependency's. A key of the tenant's own that is refused or used up is the tenant's matter, the installation's key is
 * everybody's.
 */
export function blameOf(error: unknown, credentials: "installation" | "tenant"): Blame {
  const status = statusOf(error);
  if (status === undefined || status >= 500 || status === 408) return "dependency";
  if (OF_THE_KEY.has(status)) return credentials === "tenant" ? "tenant" : "dependency";
  return status >= 400 ? "tenant" : "dependency";
}

/** Whether the same call may succeed in a moment. A limit is not helped by more calls. */
export function isRepeatable(error: unknown): boolean {
  const status = statusOf(error);
  if (status === undefined) return true;
  return status >= 500 || (PASSING.has(status) && status !== 429);
}
