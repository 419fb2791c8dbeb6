import "server-only";
import { ExponentialBackoff, fullJitterGenerator, handleWhenResult, retry } from "cockatiel";
import { AppError } from "@/lib/core/errors";
import { currentTrace } from "@/lib/platform/log/trace";
import type { Breaker, Refused } from "./breaker";
import { circuitOpen } from "./circuit-open";
import { policyOf, type Dependency, type DependencyPolicy } from "./dependencies";
import {
  blameOf,
  DeadlineError,
  errorClassOf,
  isRepeatable,
  type Blame,
  type Outcome,
} from "./outcome";
import { CallRecord, type CallOptions, type Ending, type OutsideCall } from "./outside-call";
import { breakerOf, retryBudgetOf } from "./registry";

/** Before a repeat: anything from nothing to this, the second time to twice as much. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 1_000;

export interface FailureRules {
  /** Whom an error counts for, where its HTTP status does not tell. */
  blame?: ((error: unknown) => Blame | undefined) | undefined;
}

function circuitName(
  dependency: Dependency,
  { provider, model }: Pick<CallOptions, "provider" | "model">,
): string {
  return [dependency, provider, model].filter((part) => part !== undefined).join(" ");
}

/** The shared breaker, where there is one, and, in a tenant's work, that of its own faults; the tenant's first. */
function breakersOf(dependency: Dependency, options: CallOptions): Breaker[] {
  const name = circuitName(dependency, options);
  const tenantId = currentTrace()?.tenantId;
  const own = tenantId === undefined ? [] : [breakerOf(dependency, name, tenantId)];
  if (policyOf(dependency).perTenant) return own;
  return [...own, breakerOf(dependency, name, undefined)];
}

/** When the next probe is due, if a call would be refused now; by it work is spared that only the call needs. */
export function refusedUntil(
  dependency: Dependency,
  options: Pick<CallOptions, "provider" | "model">,
): Date | undefined {
  for (const breaker of breakersOf(dependency, { ...options, operation: "" })) {
    const refusal = breaker.refusal();
    if (refusal) return refusal.nextProbeAt;
  }
  return undefined;
}

function throughBreakers<T>(
  breakers: readonly Breaker[],
  attempt: () => Promise<Outcome<T>>,
): Promise<Outcome<T> | Refused> {
  const [outer, ...inner] = breakers;
  if (!outer) return attempt();
  let refused: Refused | undefined;
  return outer
    .run<T>(async () => {
      const outcome = await throughBreakers(inner, attempt);
      if (!("refused" in outcome)) return outcome;
      refused = outcome;
      return { ok: false, blame: "nobody", error: undefined, errorClass: "", repeatable: false };
    })
    .then((outcome) => refused ?? outcome);
}

/** Rejects with the signal's reason when it aborts, whatever the work does about it. */
export function whileNotAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason as Error);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return Promise.race([work, aborted.promise]).finally(() =>
    signal.removeEventListener("abort", abort),
  );
}

/** What came of the work as an outcome: a caller that went away is nobody's fault. */
export async function settle<T>(
  { credentials }: DependencyPolicy,
  rules: FailureRules,
  caller: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (caller?.aborted) {
      return {
        ok: false,
        blame: "nobody",
        error: caller.reason,
        errorClass: "aborted",
        repeatable: false,
      };
    }
    const blame = rules.blame?.(error) ?? blameOf(error, credentials);
    const repeatable = blame === "dependency" && isRepeatable(error);
    return { ok: false, blame, error, errorClass: errorClassOf(error), repeatable };
  }
}

function endingOf(outcome: Outcome<unknown> | Refused): Ending {
  if ("refused" in outcome) return "refused";
  if (outcome.ok) return "ok";
  if (outcome.error instanceof DeadlineError) return "timeout";
  return ({ dependency: "failed", tenant: "rejected", nobody: "aborted" } as const)[outcome.blame];
}

/** Makes the call through its breakers, repeated where it may be, under one span and one line of the log. */
export async function perform<T>(
  dependency: Dependency,
  options: CallOptions,
  signal: AbortSignal,
  attempt: (call: OutsideCall) => Promise<Outcome<T>>,
): Promise<T> {
  const { retries, deadlineMs } = policyOf(dependency);
  const repeatUntil = performance.now() + deadlineMs - LONGEST_PAUSE_MS;
  const budget = retryBudgetOf(dependency);
  const record = new CallRecord(dependency, options);
  const { outcome } = await record.within(async (headers) => {
    let attempts = 0;
    budget.countCall();
    const mayRepeat = (outcome: Outcome<T> | Refused) =>
      !("refused" in outcome) &&
      !outcome.ok &&
      outcome.repeatable &&
      attempts <= retries &&
      !signal.aborted &&
      performance.now() < repeatUntil &&
      budget.take();
    const repeating = retry(
      handleWhenResult((result) => mayRepeat(result as Outcome<T> | Refused)),
      {
        maxAttempts: retries,
        backoff: new ExponentialBackoff({
          generator: fullJitterGenerator,
          initialDelay: FIRST_PAUSE_MS,
          maxDelay: LONGEST_PAUSE_MS,
        }),
      },
    );
    const outcome = await repeating.execute(() => {
      attempts += 1;
      return throughBreakers(breakersOf(dependency, options), () =>
        attempt({ signal, headers: headers(), used: (usage) => record.used(usage) }),
      );
    });
    const errorClass = "refused" in outcome || outcome.ok ? undefined : outcome.errorClass;
    return { outcome, attempts, ending: endingOf(outcome), errorClass };
  });
  if ("refused" in outcome)
    throw circuitOpen(circuitName(dependency, options), outcome.nextProbeAt);
  if (outcome.ok) return outcome.value;
  if (!(outcome.error instanceof DeadlineError)) throw outcome.error;
  throw new AppError("timeout", "A service we depend on took too long. Try again.", {
    cause: outcome.error,
    internal: `${circuitName(dependency, options)} took too long`,
  });
}

/**
 * The one way to call anything outside. Throws AppError `timeout` at the deadline, even if `fn` ignores its signal, and
 * `unavailable` with the time to the next probe (see `isCircuitOpen`) when a breaker is open; rejects with the reason of
 * the caller's signal when that aborts; other errors of `fn` go on as they are. `fn` reads its answer to the end: after
 * it the signal aborts. It may be called again, if the dependency's policy allows repeats.
 */
export async function callOutside<T>(
  dependency: Dependency,
  options: CallOptions & FailureRules,
  fn: (call: OutsideCall) => Promise<T>,
): Promise<T> {
  const policy = policyOf(dependency);
  const caller = options.signal;
  caller?.throwIfAborted();
  const own = new AbortController();
  const timer = setTimeout(
    () => own.abort(new DeadlineError("The deadline passed")),
    policy.deadlineMs,
  );
  const signal = caller ? AbortSignal.any([caller, own.signal]) : own.signal;
  try {
    return await perform(dependency, options, signal, (call) =>
      settle(policy, options, caller, () => {
        signal.throwIfAborted();
        return whileNotAborted(signal, fn(call));
      }),
    );
  } finally {
    clearTimeout(timer);
    own.abort();
  }
}
