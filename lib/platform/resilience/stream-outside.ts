import "server-only";
import { policyOf, type Dependency } from "./dependencies";
import { DeadlineError, type Outcome } from "./outcome";
import type { CallOptions, OutsideCall } from "./outside-call";
import { perform, settle, whileNotAborted, type FailureRules } from "./call-outside";

interface Patience {
  /** Given up when nothing comes for so long, the first part included. Milliseconds. */
  silenceMs: number;
  /** Given up when its parts were waited for so long in all, however steadily it drips. Milliseconds. */
  wholeMs: number;
}

/** A reader may take so many times as long as the whole stream. */
const SLOW_READER = 2;

function abandoned(error: unknown): Outcome<never> {
  return { ok: false, blame: "nobody", error, errorClass: "aborted", repeatable: false };
}

/**
 * As `callOutside`, for an answer that comes in parts: it is never repeated, counts as a success only when it came whole,
 * and a failure on the way counts as any other. The deadline is for each silence and for the whole. Time that the reader
 * takes is not the other side's, and a reader that is too slow or leaves early closes the connection and counts for
 * nobody.
 */
export async function* streamOutside<T>(
  dependency: Dependency,
  options: CallOptions & Patience & FailureRules,
  fn: (call: OutsideCall) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { signal: caller, silenceMs, wholeMs } = options;
  caller?.throwIfAborted();
  const own = new AbortController();
  const signal = caller ? AbortSignal.any([caller, own.signal]) : own.signal;
  const giveUp = () => own.abort(new DeadlineError("The stream was silent or endless"));
  let slow = false;
  const reading = setTimeout(() => {
    slow = true;
    own.abort(new DeadlineError("The reader was too slow"));
  }, wholeMs * SLOW_READER);
  const begun = Promise.withResolvers<OutsideCall>();
  const ended = Promise.withResolvers<Outcome<void>>();
  const performed = perform<void>(dependency, options, signal, (call) => {
    begun.resolve(call);
    return ended.promise;
  });
  let outcome: Outcome<void> = abandoned(new Error("The reader left before the end"));
  let waited = 0;
  try {
    // A refusal comes before the call has begun.
    const call = await Promise.race([begun.promise, performed.then(() => begun.promise)]);
    const parts = fn(call)[Symbol.asyncIterator]();
    for (;;) {
      const from = performance.now();
      const waiting = setTimeout(giveUp, Math.min(silenceMs, wholeMs - waited));
      const next = await settle(policyOf(dependency), options, caller, () =>
        whileNotAborted(signal, parts.next()),
      );
      clearTimeout(waiting);
      waited += performance.now() - from;
      if (!next.ok) {
        outcome = slow ? abandoned(next.error) : next;
        break;
      }
      if (next.value.done) {
        outcome = { ok: true, value: undefined };
        break;
      }
      yield next.value.value;
    }
  } finally {
    clearTimeout(reading);
    own.abort();
    ended.resolve(outcome);
  }
  await performed;
}
