import { appendFileSync } from "node:fs";
import { RetryAfterError, type Inngest } from "inngest";
import type pg from "pg";

/** What a run of the job does, by name; each has one effect. */
export const STEPS = ["first", "left", "right", "last", "child"] as const;
type Step = (typeof STEPS)[number];

/** Effects with a key of their own, as every job of the product has them. */
export const TABLES = `
  CREATE TABLE fault_effect (run int, step text, token text NOT NULL, seen text[] NOT NULL, PRIMARY KEY (run, step))`;

const EFFECT = `
  WITH added AS (
    INSERT INTO fault_effect (run, step, token, seen) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING token)
  SELECT token FROM added UNION ALL SELECT token FROM fault_effect WHERE run = $1 AND step = $2`;

/** A job with steps in turn and side by side, a sleep, and an event that starts another one. */
export function functionsOn(pool: pg.Pool, journal: string) {
  const effect = async (run: number, step: Step, seen: string[]): Promise<string> => {
    // Before anything is done, and written at once: what was begun is known even of a process that is killed.
    appendFileSync(journal, `${run}.${step}\n`);
    const values = [run, step, `${run}.${step}.${crypto.randomUUID()}`, seen];
    try {
      const { rows } = await pool.query<{ token: string }>(EFFECT, values);
      return rows[0]?.token ?? "";
    } catch (error) {
      throw new RetryAfterError("The database is away.", 1_000, { cause: error });
    }
  };
  return (client: Inngest) => [
    client.createFunction(
      {
        id: "job",
        triggers: [{ event: "fault/job" }],
        retries: 20,
        concurrency: [{ key: "event.data.tenant", limit: 4 }],
      },
      async ({ event, step }) => {
        const run = Number(event.data["run"]);
        const first = await step.run("first", () => effect(run, "first", []));
        const pair = await Promise.all([
          step.run("left", () => effect(run, "left", [first])),
          step.run("right", () => effect(run, "right", [first])),
        ]);
        await step.sleep("nap", "250ms");
        await step.sendEvent("tell", { name: "fault/child", data: { run } });
        await step.run("last", () => effect(run, "last", [first, ...pair]));
      },
    ),
    client.createFunction(
      { id: "child", triggers: [{ event: "fault/child" }], retries: 20 },
      async ({ event, step }) => {
        const run = Number(event.data["run"]);
        await step.run("child", () => effect(run, "child", []));
      },
    ),
  ];
}
