import { classOf } from "../../lib/platform/log/describe-error.ts";
import { log } from "../../lib/platform/log/log.ts";
import { engineError, ENGINE_ERROR, type Failure, type Outcome, type StepNews } from "./answer.ts";
import type { Call, CallQueue, ClaimedCall } from "./calls.ts";
import type { Database, Sql } from "./database.ts";
import { nextAttempt, nextTry } from "./durations.ts";
import { takeEvents } from "./events.ts";
import { complete, type Ended, keepAndGoOn } from "./held-calls.ts";
import type { Event, Registry } from "./registry.ts";

/** What the function is called with: everything that its run has come to so far. */
export type RunState = {
  parallel: boolean;
  event: Event;
  /** The steps that have ended, in the order in which they did. */
  steps: EndedStep[];
};
type EndedStep = { id: string; state: Ended["kind"]; result: unknown };

/**
 * So often in a row a call may be cut off before its attempts are counted: an application that restarts
 * must not fail its jobs, but a job that kills the application must not do so for ever.
 */
const FREE_CUTS = 3;

type Locked = { parallel: boolean };

/** The state of a run; undefined when it has ended. */
export async function loadRun(database: Database, runId: string): Promise<RunState | undefined> {
  const [state] = await database.rows<RunState>(
    `SELECT run.parallel, event.body AS event,
       (SELECT coalesce(json_agg(json_build_object('id', id, 'state', state, 'result', result) ORDER BY position), '[]')
        FROM engine.step WHERE run_id = run.id AND state <> 'planned') AS steps
     FROM engine.run JOIN engine.event ON event.id = run.event_id
     WHERE run.id = $1 AND run.status = 'running'`,
    [runId],
  );
  return state;
}

/** A step that has just ended, as `loadRun` will have it. */
export function endedStep(step: Ended): EndedStep {
  const result = step.kind === "done" ? step.data : step.error;
  return { id: step.id, state: step.kind, result };
}

/** Writes down what calls came to, and what follows from it, in one transaction for each. */
export class Runs {
  readonly #database: Database;
  readonly #queue: CallQueue;
  readonly #registry: Registry;

  constructor(database: Database, queue: CallQueue, registry: Registry) {
    this.#database = database;
    this.#queue = queue;
    this.#registry = registry;
  }

  /**
   * Keeps what the one step under way of a run came to. Resolves with the call that follows, which is claimed already,
   * or with undefined when `settle` must see to it.
   */
  async goOn(call: ClaimedCall, run: RunState, step: Ended): Promise<ClaimedCall | undefined> {
    // Who sleeps holds no place that its follower could take over.
    if (call.sleeps || run.parallel) return undefined;
    const next = { ...follower(call), stepId: "step" };
    const kept = await keepAndGoOn(this.#database, call, step, next);
    return kept ? { ...next, claim: call.claim } : undefined;
  }

  /** Takes `call` out of the queue and does what its outcome asks for, or nothing when somebody else has. */
  async settle(call: ClaimedCall, outcome: Outcome): Promise<void> {
    if (outcome.kind === "completed") return complete(this.#database, call);
    await this.#settleWhole(call, outcome);
  }

  async #settleWhole(call: ClaimedCall, outcome: Outcome): Promise<void> {
    await this.#database.transaction(async (tx) => {
      if (!(await this.#queue.remove(tx, call))) return;
      // Results of parallel steps come in at once; each must see what the others did.
      const [run] = await tx.rows<Locked>(
        "SELECT parallel FROM engine.run WHERE id = $1 AND status = 'running' FOR UPDATE",
        [call.runId],
      );
      if (run) await this.#follow(tx, call, outcome, run);
    });
  }

  async #follow(tx: Sql, call: ClaimedCall, outcome: Outcome, run: Locked): Promise<void> {
    switch (outcome.kind) {
      case "steps":
        return this.#followSteps(tx, call, outcome.news, { ...run, eager: outcome.eager });
      case "completed":
        return end(tx, call.runId, "completed");
      case "run-failed":
        return this.#fail(tx, call, outcome.error);
      case "attempt-failed":
        return this.#tryAgain(tx, call, outcome, run);
      case "lost":
        return this.#repeat(tx, call, outcome, run);
    }
  }

  async #followSteps(
    tx: Sql,
    call: ClaimedCall,
    news: StepNews[],
    { parallel, eager }: Locked & { eager: boolean },
  ): Promise<void> {
    const next: (Call & { dueAt?: Date })[] = [];
    let ended = false;
    for (const step of news) {
      if (step.kind === "done" || step.kind === "failed") {
        const result = step.kind === "done" ? step.data : step.error;
        await endStep(tx, call.runId, step.id, step.kind, result);
        ended = true;
      } else if (await planStep(tx, call.runId, step.id)) {
        const sleeps = step.kind === "sleep" && { sleeps: true as const, dueAt: step.until };
        next.push({ ...follower(call), stepId: step.id, ...sleeps });
      }
    }
    if (news.length > 1) {
      await tx.rows("UPDATE engine.run SET parallel = true WHERE id = $1", [call.runId]);
    }
    // While steps come one by one, the one that ended was the only one.
    const alone = !parallel && news.length === 1 && ended;
    const waiting = !alone && (await countPlanned(tx, call.runId)) > 0;
    if (ended && (eager || !waiting)) next.push({ ...follower(call), stepId: "step" });
    // Eager functions are called side by side, so that one may be late to ask for what another got.
    if (next.length === 0 && !waiting && !eager) {
      const message = "The function asked again for steps that have ended.";
      return this.#fail(tx, call, engineError(message));
    }
    await this.#queue.put(tx, next);
  }

  async #tryAgain(
    tx: Sql,
    call: ClaimedCall,
    { error, stepId, after }: Extract<Outcome, { kind: "attempt-failed" }>,
    run: Locked,
  ): Promise<void> {
    const { attempt } = call;
    const maxAttempts = this.#registry.get(call.functionId)?.maxAttempts ?? 1;
    if (attempt + 1 >= maxAttempts) {
      if (stepId === undefined) return this.#fail(tx, call, error);
      const failed = { kind: "failed" as const, id: stepId, error };
      return this.#followSteps(tx, call, [failed], { ...run, eager: false });
    }
    const again = { ...follower(call), stepId: call.stepId, attempt: attempt + 1 };
    await this.#queue.put(tx, [{ ...again, dueAt: after ?? nextAttempt(attempt) }]);
  }

  /**
   * A call that never reached the application cost nothing and is repeated until it does. One that was
   * cut off may have done its work, which counts as an attempt only when it happens again and again.
   */
  async #repeat(
    tx: Sql,
    call: ClaimedCall,
    { reached, reason }: Extract<Outcome, { kind: "lost" }>,
    run: Locked,
  ): Promise<void> {
    const lost = (call.lost ?? 0) + 1;
    const cut = (call.cut ?? 0) + (reached ? 1 : 0);
    if (reached && cut > FREE_CUTS) {
      const error = engineError(`The application did not answer: ${reason}.`);
      return this.#tryAgain(tx, call, { kind: "attempt-failed", error }, run);
    }
    const again = { ...follower(call), stepId: call.stepId, attempt: call.attempt, lost, cut };
    await this.#queue.put(tx, [{ ...again, dueAt: nextTry(lost - 1) }]);
  }

  /** Ends the run and tells the function's onFailure, if it has one. */
  async #fail(tx: Sql, { runId, functionId }: ClaimedCall, error: Failure): Promise<void> {
    await end(tx, runId, "failed", error);
    // What a function failed with may quote content; what the engine says itself does not.
    const ours = error.name === ENGINE_ERROR ? error.message : undefined;
    log.warn("a run failed", {
      run_id: runId,
      function_id: functionId,
      error_class: classOf(error),
      error_message: ours,
    });
    const [row] = await tx.rows<{ event: Event }>(
      `SELECT event.body AS event FROM engine.run JOIN engine.event ON event.id = run.event_id WHERE run.id = $1`,
      [runId],
    );
    // What handles failures has nobody to tell of its own.
    if (!row || this.#registry.get(functionId)?.onFailureOf !== undefined) return;
    const failed: Event = {
      id: runId,
      name: "inngest/function.failed",
      ts: Date.now(),
      data: {
        function_id: functionId,
        run_id: runId,
        error,
        event: row.event,
        events: [row.event],
      },
    };
    await takeEvents(tx, this.#queue, [failed], (event) => this.#registry.waitingFor(event));
  }
}

function follower({ runId, functionId, key, turn }: Call): Omit<Call, "stepId"> {
  return {
    runId,
    functionId,
    attempt: 0,
    ...(key !== undefined && { key }),
    ...(turn !== undefined && { turn }),
  };
}

async function end(
  tx: Sql,
  runId: string,
  status: "completed" | "failed",
  error?: Failure,
): Promise<void> {
  await tx.rows(
    "UPDATE engine.run SET status = $2, error = $3, finished_at = now() WHERE id = $1",
    [runId, status, error ? JSON.stringify(error) : null],
  );
}

/** Keeps what a step came to, unless it has ended before: the first result is the one that counts. */
async function endStep(
  tx: Sql,
  runId: string,
  id: string,
  state: "done" | "failed",
  result: unknown,
): Promise<void> {
  await tx.rows(
    `INSERT INTO engine.step (run_id, id, state, result) VALUES ($1, $2, $3, $4)
     ON CONFLICT (run_id, id) DO UPDATE SET state = excluded.state, result = excluded.result, position = excluded.position
     WHERE step.state = 'planned'`,
    [runId, id, state, JSON.stringify(result)],
  );
}

/** Whether the step is new. */
async function planStep(tx: Sql, runId: string, id: string): Promise<boolean> {
  const added = await tx.rows(
    "INSERT INTO engine.step (run_id, id, state) VALUES ($1, $2, 'planned') ON CONFLICT DO NOTHING RETURNING 1 AS one",
    [runId, id],
  );
  return added.length > 0;
}

async function countPlanned(tx: Sql, runId: string): Promise<number> {
  const [row] = await tx.rows<{ planned: number }>(
    "SELECT count(*)::int AS planned FROM engine.step WHERE run_id = $1 AND state = 'planned'",
    [runId],
  );
  return row?.planned ?? 0;
}
