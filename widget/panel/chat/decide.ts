import { backoffDelay } from "./backoff";
import type { Failure, Phase } from "./exchange";
import { IDENTITY_REQUIRED } from "./server-events";

/** How one request for an answer ended. */
export type Ending =
  | { kind: "done" }
  /** The connection broke, went silent, or the stream ended early. */
  | { kind: "lost"; progressed: boolean }
  | { kind: "refused"; status: number; reason?: string; retryAfterMs?: number };

export interface Effort {
  /** Requests in a row that brought nothing new. */
  failures: number;
  /** Times the server asked us to slow down. */
  limits: number;
  /** The request continued a conversation. */
  inConversation: boolean;
}

export type Decision =
  | { next: "finish" }
  | { next: "again"; afterMs: number; phase: Phase; effort: Effort }
  | { next: "new-conversation"; effort: Effort }
  | { next: "fail"; failure: Failure };

const mostFailures = 10;
const mostServerErrors = 3;
const mostLimits = 5;
const defaultLimitMs = 15_000;
const longestLimitMs = 120_000;
const passing: readonly number[] = [408, 409, 425, 502, 503, 504];

function again(effort: Effort, random: () => number, most: number, failure: Failure, leastMs = 0) {
  const failures = effort.failures + 1;
  if (failures > most) return { next: "fail", failure } as const;
  const afterMs = Math.max(leastMs, backoffDelay(failures, random));
  return {
    next: "again",
    afterMs,
    phase: "reconnecting",
    effort: { ...effort, failures },
  } as const;
}

/** What to do after a request: pure, so that every way a connection can end is tested. */
export function decide(ending: Ending, effort: Effort, random: () => number): Decision {
  if (ending.kind === "done") return { next: "finish" };
  if (ending.kind === "lost") {
    const counted = ending.progressed ? { ...effort, failures: 0 } : effort;
    return again(counted, random, mostFailures, { kind: "connection" });
  }
  const { status, reason, retryAfterMs } = ending;
  if (status === 429) {
    const afterMs = retryAfterMs ?? defaultLimitMs;
    const limits = effort.limits + 1;
    if (limits > mostLimits || afterMs > longestLimitMs)
      return { next: "fail", failure: { kind: "limited" } };
    return { next: "again", afterMs, phase: "limited", effort: { ...effort, limits } };
  }
  if (passing.includes(status))
    return again(effort, random, mostFailures, { kind: "server" }, retryAfterMs);
  if (status >= 500)
    return again(effort, random, mostServerErrors, { kind: "server" }, retryAfterMs);
  if (reason === IDENTITY_REQUIRED) return { next: "fail", failure: { kind: "identity" } };
  if (status === 401 || status === 403 || status === 404) {
    // The visitor token is short-lived: after a long pause the question opens a new conversation.
    if (effort.inConversation)
      return { next: "new-conversation", effort: { ...effort, inConversation: false } };
    return { next: "fail", failure: { kind: "unavailable" } };
  }
  return { next: "fail", failure: { kind: "rejected" } };
}
