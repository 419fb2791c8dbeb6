import { log } from "../../lib/platform/log/log.ts";
import { extendTrace, newTraceId, runWithTrace } from "../../lib/platform/log/trace.ts";
import { engineError, type Outcome } from "./answer.ts";
import type { Application } from "./application.ts";
import type { CallQueue, ClaimedCall } from "./calls.ts";
import type { Database } from "./database.ts";
import type { Lease } from "./lease.ts";
import { untilAnswered } from "./outage.ts";
import type { Registry } from "./registry.ts";
import type { Ended } from "./held-calls.ts";
import { traceOfRun } from "./run-trace.ts";
import { endedStep, loadRun, type Runs, type RunState } from "./runs.ts";

/** So many calls are under way at most. */
export const PLACES = 20;
/** For what another life of the engine has put in, and for what timers missed. */
const LOOK_EVERY_MS = 2_000;
/** Later ones are found by looking. */
const MAX_TIMER_MS = 60_000;
const CLOCK_ROUNDING_MS = 2;
/** A run keeps its place for so many calls; then it queues again, and what is older gets its turn. */
const CALLS_IN_A_ROW = 8;

type Parts = {
  database: Database;
  lease: Lease;
  queue: CallQueue;
  registry: Registry;
  runs: Runs;
  application: Application;
};

/** Makes the calls that are due: at once when woken, else when it looks. */
export class Dispatcher {
  readonly #parts: Parts;
  /** Calls under way by the id of their claim. */
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #looking = false;
  #again = false;
  #stopped = false;
  readonly #timers = new Set<NodeJS.Timeout>();
  #interval: NodeJS.Timeout | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#interval = setInterval(() => this.wake(), LOOK_EVERY_MS);
    this.wake();
  }

  /** Has due calls made now. */
  wake(): void {
    this.#again = true;
    if (!this.#looking) void inTraceOfItsOwn(() => this.#look());
  }

  /** Has calls made that are due at `dueAt`. */
  wakeAt(dueAt: Date): void {
    const ms = dueAt.getTime() - Date.now() + CLOCK_ROUNDING_MS;
    if (this.#stopped || ms > MAX_TIMER_MS) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.wake();
    }, ms);
    this.#timers.add(timer);
  }

  /** Takes no more work, gives calls under way `graceMs` to end, and leaves the others to be repeated. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#interval);
    for (const timer of this.#timers) clearTimeout(timer);
    const grace = setTimeout(() => this.#abort.abort(), graceMs);
    await Promise.all(this.#underWay.values());
    clearTimeout(grace);
  }

  async #look(): Promise<void> {
    this.#looking = true;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const free = PLACES - this.#underWay.size;
      if (free === 0) break;
      const calls = await this.#claim(free);
      // What was claimed while stopping is repeated by the next life, as what is cut off.
      if (this.#stopped) break;
      for (const call of calls) this.#begin(call);
      // Calls of one key count against each other only once they are claimed.
      if (calls.length > 0) this.#again = true;
    }
    this.#looking = false;
  }

  async #claim(count: number): Promise<ClaimedCall[]> {
    const { lease, queue, registry } = this.#parts;
    let unanswered = false;
    const claim = async () => {
      // The one before may have been made all the same, and nobody would make those calls in this life of the engine.
      if (unanswered) await queue.takeOver(lease, new Set(this.#underWay.keys()));
      unanswered = true;
      return queue.claim(count, registry.all());
    };
    try {
      return await untilAnswered(claim, this.#abort.signal);
    } catch (error) {
      if (!this.#stopped) log.error("calls could not be claimed", error);
      return [];
    }
  }

  #begin(call: ClaimedCall): void {
    const work = inTraceOfItsOwn(() => this.#make(call)).finally(() => {
      this.#underWay.delete(call.claim.id);
      this.wake();
    });
    this.#underWay.set(call.claim.id, work);
  }

  async #make(claimed: ClaimedCall): Promise<void> {
    const { signal } = this.#abort;
    let call: ClaimedCall | undefined = claimed;
    let run: RunState | undefined;
    try {
      // What is claimed and not made when the engine stops is repeated by its next life.
      for (let made = 1; call && !(made > 1 && this.#stopped); made += 1) {
        run ??= await this.#runOf(call);
        const outcome = await this.#outcomeOf(call, run);
        if (signal.aborted) return;
        call = await this.#settle(call, run, outcome, made < CALLS_IN_A_ROW);
      }
    } catch (error) {
      // The call stays claimed and is repeated by the next life of the engine.
      if (!signal.aborted) log.error("a call was left", error, { run_id: claimed.runId });
    }
  }

  async #runOf({ sleeps, runId }: ClaimedCall): Promise<RunState | undefined> {
    if (sleeps) return undefined;
    const { database } = this.#parts;
    const run = await untilAnswered(() => loadRun(database, runId), this.#abort.signal);
    if (run) extendTrace(traceOfRun(runId, run.event));
    return run;
  }

  async #outcomeOf(call: ClaimedCall, run: RunState | undefined): Promise<Outcome> {
    const { registry, application } = this.#parts;
    if (call.sleeps) {
      return { kind: "steps", eager: false, news: [{ kind: "done", id: call.stepId, data: null }] };
    }
    if (!run) return { kind: "completed" };
    const config = registry.get(call.functionId);
    if (!config) {
      const error = engineError(`No application has registered ${call.functionId}.`);
      return { kind: "run-failed", error };
    }
    return application.call(
      config.url,
      call.stepId,
      payloadOf(call, run, config.maxAttempts),
      this.#abort.signal,
    );
  }

  /**
   * Keeps the outcome, however long the database is away; what it cannot keep fails the run. Resolves with the call that
   * follows when it may be made in the same place.
   */
  async #settle(
    call: ClaimedCall,
    run: RunState | undefined,
    outcome: Outcome,
    inPlace: boolean,
  ): Promise<ClaimedCall | undefined> {
    const { runs } = this.#parts;
    const { signal } = this.#abort;
    const step = onlyEnded(outcome);
    try {
      if (inPlace && run && step) {
        const next = await untilAnswered(() => runs.goOn(call, run, step), signal);
        if (next) {
          run.steps.push(endedStep(step));
          return next;
        }
      }
      await untilAnswered(() => runs.settle(call, outcome), signal);
    } catch (error) {
      if (signal.aborted) throw error;
      log.error("the result of a call could not be kept", error, { run_id: call.runId });
      const reason = engineError("The result could not be kept.");
      const failed: Outcome = { kind: "run-failed", error: reason };
      await untilAnswered(() => runs.settle(call, failed), signal);
    }
    return undefined;
  }
}

/** Lines of the log have the trace of this piece of work, not of the one that gave rise to it. */
function inTraceOfItsOwn<T>(work: () => T): T {
  return runWithTrace({ traceId: newTraceId(), service: "ops" }, work);
}

/** The step of an outcome that is nothing but the end of one, after which the function goes on. */
function onlyEnded(outcome: Outcome): Ended | undefined {
  if (outcome.kind !== "steps" || outcome.eager || outcome.news.length > 1) return undefined;
  const [step] = outcome.news;
  return step?.kind === "done" || step?.kind === "failed" ? step : undefined;
}

/** The body of a call, by the SDK's protocol. Without fn_id the SDK reports each step before it goes on. */
function payloadOf(call: ClaimedCall, run: RunState, maxAttempts: number): unknown {
  const steps = run.steps.map(({ id, state, result }) => {
    const known =
      state === "done" ? { type: "data", data: result } : { type: "error", error: result };
    return [id, known] as const;
  });
  return {
    version: 2,
    event: run.event,
    events: [run.event],
    steps: Object.fromEntries(steps),
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: run.parallel,
      use_api: false,
      stack: { stack: run.steps.map(({ id }) => id), current: run.steps.length },
    },
  };
}
