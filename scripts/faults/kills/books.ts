import { readFileSync } from "node:fs";
import pg from "pg";
import { STEPS } from "./job.ts";

type Kept = ReadonlyMap<string, string>;

/** What was done and what was kept, and whether both are as they must be. */
export class Books {
  readonly #url: string;
  readonly #journal: string;
  /** What was kept at a moment, and how long the journal was then. */
  readonly #moments: { kept: Kept; begun: number }[] = [];

  constructor(url: string, journal: string) {
    this.#url = url;
    this.#journal = journal;
  }

  /** Remembers which results are kept now: none of them may ever be lost, changed or made again. */
  async remember(): Promise<void> {
    // The journal second: what was begun in between would look like a repeat of what was kept after it.
    const kept = await this.#kept();
    this.#moments.push({ kept, begun: this.#begun().length });
  }

  /** How many runs of functions have not ended yet, and how many have failed. */
  async runs(): Promise<{ running: number; failed: number; completed: number }> {
    const [row] = await this.#rows<{ running: number; failed: number; completed: number }>(
      `SELECT count(*) FILTER (WHERE status = 'running')::int AS running,
              count(*) FILTER (WHERE status = 'failed')::int AS failed,
              count(*) FILTER (WHERE status = 'completed')::int AS completed FROM engine.run`,
    );
    if (!row) throw new Error("PostgreSQL counts nothing");
    return row;
  }

  /** Each way in which the books of `runs` runs are not as they must be, in a sentence; none when all is well. */
  async faults(runs: number): Promise<string[]> {
    const found: string[] = [];
    const effects = await this.#rows<{ run: number; step: string; token: string; seen: string[] }>(
      "SELECT run, step, token, seen FROM fault_effect",
    );
    const tokens = new Map(effects.map(({ run, step, token }) => [`${run}.${step}`, token]));
    const kept = await this.#kept();
    for (let run = 0; run < runs; run += 1) {
      for (const step of STEPS) {
        const key = `${run}.${step}`;
        if (!tokens.has(key)) found.push(`${key} has no effect.`);
        else if (kept.get(key) !== tokens.get(key)) found.push(`${key} kept another result.`);
      }
    }
    for (const { run, step, seen } of effects) {
      const before = step === "last" ? ["first", "left", "right"] : [];
      const expected = step === "left" || step === "right" ? ["first"] : before;
      const given = expected.map((name) => tokens.get(`${run}.${name}`));
      if (String(seen) !== String(given)) found.push(`${run}.${step} was given other results.`);
    }
    found.push(...this.#lostOrRepeated(kept));
    const left = await this.#rows("SELECT id FROM pgboss.job");
    if (left.length > 0) found.push(`${left.length} calls are left in the queue.`);
    return found;
  }

  #lostOrRepeated(now: Kept): string[] {
    const begun = this.#begun();
    return this.#moments.flatMap(({ kept, begun: before }) => {
      const after = new Set(begun.slice(before));
      return [...kept].flatMap(([key, token]) => {
        if (now.get(key) !== token) return [`The result of ${key} was lost.`];
        return after.has(key) && !key.endsWith(".child") ? [`${key} ran again after its end.`] : [];
      });
    });
  }

  /** Results of steps by the effect that they name. */
  async #kept(): Promise<Kept> {
    const rows = await this.#rows<{ result: string }>(
      `SELECT result #>> '{}' AS result FROM engine.step WHERE state = 'done' AND json_typeof(result) = 'string'`,
    );
    return new Map(rows.map(({ result }) => [result.slice(0, result.lastIndexOf(".")), result]));
  }

  #begun(): string[] {
    return readFileSync(this.#journal, "utf8").split("\n").slice(0, -1);
  }

  async #rows<T extends pg.QueryResultRow>(statement: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    try {
      return (await client.query<T>(statement)).rows;
    } finally {
      await client.end();
    }
  }
}
