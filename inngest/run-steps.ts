import "server-only";
import { NonRetriableError } from "inngest";
import { within } from "@/lib/core/within";
import { enterStep, noteFailure, reasonOf } from "@/lib/domains/ops/runs-service";
import type { EventData, EventName } from "@/lib/platform/events/contracts";
import { log } from "@/lib/platform/log/log";
import { runWithTrace, type TraceContext } from "@/lib/platform/log/trace";
import { isCircuitOpen } from "@/lib/platform/resilience/circuit-open";
import { alertOperators } from "@/lib/platform/telemetry/alert";
import { inSpan } from "@/lib/platform/telemetry/span";
import { awayForTooLong, isWaiting, mayWait, waitFor, type Waited } from "./outage";

/** What a step may come to: it is kept by the engine, so ids and counts alone. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** `isLast`: the step has failed if this attempt does, since no other follows. */
type Body<T> = (signal: AbortSignal, isLast: boolean) => Promise<T>;

/** What the embedded engine does of the SDK's step tools, as a function gets them. */
export interface Steps {
  /**
   * Runs a step once, each attempt within the function's deadline; the signal aborts when that passes. What an open
   * breaker refuses uses up no attempt: the run sleeps and begins the step again, for a day in all.
   */
  run<T extends Plain | void>(id: string, body: Body<T>): Promise<T>;
  /** As `run`; what fails to the end of its retries is told to the operators, another step follows, and the run goes on. */
  runOrElse<T extends Plain | void>(
    id: string,
    body: Body<T>,
    otherwise: { id: string; body: Body<void> },
  ): Promise<T | undefined>;
  sendEvent<N extends EventName>(id: string, name: N, data: EventData<N>): Promise<void>;
}

/** The part of the SDK's tools that is used. */
export interface SdkSteps {
  run(id: string, body: () => Promise<unknown>): Promise<unknown>;
  sendEvent(id: string, event: { name: string; data: object }): Promise<unknown>;
  sleepUntil(id: string, moment: Date): Promise<void>;
}

/** One call of a function by the engine. */
export interface Call {
  functionId: string;
  trace: TraceContext;
  /** The event of a tenant's job; none for a person's event and for the clock. */
  event?: { name: EventName; data: EventData<EventName> };
  attempt: number;
  maxAttempts: number;
  stepDeadlineMs: number;
}

/** Ends a run before its next step, without a failure: its job was cancelled, or its organization is archived. */
export class RunStopped extends Error {}

/** What a step comes to that was not begun; kept by the engine like any other result. */
const STOPPED = { runStopped: true } as const;

function isStopped(result: unknown): boolean {
  return typeof result === "object" && result !== null && "runStopped" in result;
}

/** A step's failure is kept on its job, for whoever watches it; the engine is told the error itself. */
async function keepFailure(
  call: Call,
  stage: string,
  error: unknown,
  isFinal: boolean,
): Promise<void> {
  if (!call.event) return;
  try {
    await noteFailure(call.event.data, { ...reasonOf(error), stage, isRetried: !isFinal });
  } catch (problem) {
    // The database is away, which is likely why the step failed: the error itself must reach the engine.
    log.error("a step's failure could not be kept", problem, { job_id: call.event.data.jobId });
  }
}

const isLastOf = ({ attempt, maxAttempts }: Call) => attempt + 1 >= maxAttempts;

/** Keeps a failure of a step and returns what the engine is told of it. */
async function failed(call: Call, stage: string, error: unknown, waited: Waited): Promise<unknown> {
  if (!isCircuitOpen(error)) {
    const isFinal = error instanceof NonRetriableError || isLastOf(call);
    await keepFailure(call, stage, error, isFinal);
    return error;
  }
  const isFinal = !mayWait(waited);
  await keepFailure(call, stage, isFinal ? awayForTooLong : error, isFinal);
  return isFinal ? new NonRetriableError(awayForTooLong.message) : error;
}

/** One attempt of a step, in a span of its own by which it is counted. */
async function attempt(
  call: Call,
  stage: string,
  body: Body<unknown>,
  waited: Waited,
): Promise<unknown> {
  const told = { "frontdesk.job": call.functionId, "frontdesk.step": stage };
  const work = async () => {
    try {
      return await within(call.stepDeadlineMs, async (signal) => {
        if (call.event) {
          const entry = await enterStep(call.event, call.attempt);
          if (entry !== "begun") {
            log.info("a run was stopped", { function_id: call.functionId, stage, reason: entry });
            return STOPPED;
          }
        }
        return (await body(signal, isLastOf(call))) ?? null;
      });
    } catch (error) {
      throw await failed(call, stage, error, waited);
    }
  };
  try {
    return await runWithTrace({ ...call.trace }, () =>
      inSpan(`job ${call.functionId}`, told, work),
    );
  } catch (error) {
    if (isCircuitOpen(error)) return waitFor(error, waited);
    throw error;
  }
}

/** The tools that a function's handler gets for one call of the engine. */
export function stepsOf(sdk: SdkSteps, call: Call): Steps {
  // Made up anew at each call of the engine, from the results of the steps that have waited.
  let waitedMs = 0;
  const run = async <T>(id: string, body: Body<T>): Promise<T> => {
    for (let times = 0; ; times += 1) {
      const again = times === 0 ? "" : `-again-${times}`;
      const waited = { times, ms: waitedMs };
      const result = await sdk.run(`${id}${again}`, () => attempt(call, id, body, waited));
      if (isStopped(result)) throw new RunStopped();
      // Plain values come back from the engine as they went.
      if (!isWaiting(result)) return result as T;
      waitedMs += result.pauseMs;
      await sdk.sleepUntil(`${id}-wait-${times}`, new Date(result.until));
    }
  };
  return {
    run,
    runOrElse: async (id, body, otherwise) => {
      try {
        return await run(id, body);
      } catch (error) {
        if (error instanceof RunStopped) throw error;
        await run(otherwise.id, async (signal, isLast) => {
          alertOperators("job_dead_letter", "a step failed to the end of its retries", {
            function_id: call.functionId,
            stage: id,
            job_id: call.event?.data.jobId,
          });
          await otherwise.body(signal, isLast);
        });
        return undefined;
      }
    },
    sendEvent: async (id, name, data) => {
      await sdk.sendEvent(id, { name, data });
    },
  };
}
