import { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Database, Sql } from "./database.ts";
import type { FunctionConfig } from "./function-config.ts";
import { madeAt, newCallId } from "./ids.ts";
import type { Lease } from "./lease.ts";
import { Turns } from "./turns.ts";

/** The next thing to do for a run. */
export type Call = {
  runId: string;
  /** The function that is called; it limits how many calls run at once. */
  functionId: string;
  /** Limits apply among calls of one function and key. */
  key?: string;
  /** In which second the run has its turn, when that is not the one in which it was made: see Turns. */
  turn?: number;
  /** "step" lets the function go on from its results; else the id of the one planned step to run. */
  stepId: string;
  /** Sleeping is a call that is only due, and not made. */
  sleeps?: true;
  /** Counts failed attempts since the last step that succeeded. */
  attempt: number;
  /** Counts tries that ended without an answer of the application, */
  lost?: number;
  /** and of those the ones that had reached it. */
  cut?: number;
};

export type ClaimedCall = Call & { claim: { id: string; retryCount: number } };

/** What pg-boss answers and its types leave out. */
const removed = z.object({ affected: z.int() });

const QUEUE = "calls";
/** Priorities count seconds from here, so that they fit an int until 2092. */
const ORIGIN = Date.UTC(2024, 0, 1) / 1000;

/** The second in which a run was made. */
export const secondOf = (runId: string): number => Math.floor(madeAt(runId) / 1000);

/**
 * The queue of calls that are due or will be, on pg-boss. pg-boss supervises nothing here: there is one
 * engine, which repeats what its predecessor left (see lease.ts), and each call is deleted once answered.
 */
export class CallQueue {
  readonly turns = new Turns();
  readonly #boss: PgBoss;
  readonly #onDue: (dueAt: Date) => void;

  /** @param onDue is told when a call that was put in is due. */
  constructor(database: Database, onDue: (dueAt: Date) => void) {
    this.#onDue = onDue;
    this.#boss = new PgBoss({
      db: database,
      schema: "pgboss",
      migrate: false,
      supervise: false,
      schedule: false,
      registerInstance: false,
      queueCacheIntervalSeconds: 3_600,
    });
  }

  async start(onError: (error: Error) => void): Promise<void> {
    this.#boss.on("error", onError);
    await this.#boss.start();
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false });
  }

  /** Puts calls in, each due at `dueAt` or now, in the transaction `tx`. */
  async put(tx: Sql, calls: (Call & { dueAt?: Date })[]): Promise<void> {
    if (calls.length === 0) return;
    const jobs = calls.map(({ dueAt, ...call }) => ({
      id: newCallId(call.runId),
      data: call,
      // Of what is due, the run whose turn came first goes on first.
      priority: -((call.turn ?? secondOf(call.runId)) - ORIGIN),
      ...(dueAt && { startAfter: dueAt }),
      // A call that is not made takes nobody's place.
      ...(!call.sleeps && {
        group: { id: `${call.functionId} ${call.key ?? ""}`, tier: call.functionId },
      }),
    }));
    await this.#boss.insert(QUEUE, jobs, { db: tx });
    for (const { dueAt } of calls) if (dueAt) this.#onDue(dueAt);
  }

  /** Claims up to `count` calls that are due and within their functions' limits. */
  async claim(count: number, functions: Iterable<FunctionConfig>): Promise<ClaimedCall[]> {
    const limits = [...functions].flatMap(({ id, concurrency }) =>
      concurrency ? [[id, concurrency.limit] as const] : [],
    );
    const jobs = await this.#boss.fetch<Call>(QUEUE, {
      batchSize: count,
      groupConcurrency: { default: 1_000, tiers: Object.fromEntries(limits) },
    });
    return jobs.map(({ id, retryCount, data }) => ({ ...data, claim: { id, retryCount } }));
  }

  /** Takes an answered call out. False when the claim had passed to another engine. */
  async remove(tx: Sql, { claim }: ClaimedCall): Promise<boolean> {
    return removed.parse(await this.#boss.deleteJob(QUEUE, claim, { db: tx })).affected > 0;
  }

  /**
   * Makes the claimed calls due again that nobody here holds: whoever claimed them is gone, or never heard that the claim
   * was made. Nothing when another engine has the lease: they are its own. Returns how many.
   */
  async takeOver(lease: Lease, held: ReadonlySet<string> = new Set()): Promise<number> {
    const taken = await lease.whileHeld(async (tx) => {
      // A claim whose asker is gone may still be about to commit; this waits for it.
      await tx.rows("LOCK TABLE pgboss.job_common IN SHARE ROW EXCLUSIVE MODE");
      const claimed = await tx.rows<{ id: string }>(
        "SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active'",
        [QUEUE],
      );
      const ids = claimed.map(({ id }) => id).filter((id) => !held.has(id));
      if (ids.length > 0) await this.#boss.fail(QUEUE, ids, null, { db: tx });
      return ids.length;
    });
    return taken ?? 0;
  }
}
