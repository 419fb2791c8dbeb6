import type { Inngest } from "inngest";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import {
  emptyEngine,
  serveFunctions,
  startEngineProcess,
  type TestApplication,
} from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";
import { runStatement } from "../../lib/testing/test-database";
import type { Service } from "../../scripts/processes/service.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const RUNS = 12;
const STEPS = 6;
const KILLS = [3, 11, 26, 40, 52, 63];

let journal: Journal;
let engine: Service;
let app: TestApplication;

/** An effect with a key of its own, as every job of the product has them. */
async function effect(run: number, step: number): Promise<string> {
  const result = `${run}.${step}.${crypto.randomUUID()}`;
  await runStatement(
    ownerUrl,
    `INSERT INTO test_effect VALUES (${run}, ${step}) ON CONFLICT DO NOTHING`,
  );
  journal.note(`did ${result}`);
  return result;
}

const functions = (client: Inngest) => [
  client.createFunction(
    { id: "long", triggers: [{ event: "crash/long" }], retries: 0 },
    async ({ event, step }) => {
      const run = Number(event.data["run"]);
      const results: string[] = [];
      for (let n = 0; n < STEPS - 2; n += 1) {
        results.push(await step.run(`turn-${n}`, () => effect(run, n)));
      }
      const pair = await Promise.all([
        step.run("left", () => effect(run, STEPS - 2)),
        step.run("right", () => effect(run, STEPS - 1)),
      ]);
      journal.note(`ended ${[...results, ...pair].join(" ")}`);
    },
  ),
];

const keptResults = async () => {
  const rows = await runStatement(
    ownerUrl,
    "SELECT result #>> '{}' AS result FROM engine.step WHERE state = 'done'",
  );
  return rows.map(({ result }) => String(result));
};
const completed = async () => {
  const ended = "SELECT count(*)::int AS n FROM engine.run WHERE status = 'completed'";
  return (await runStatement(ownerUrl, ended))[0]?.["n"];
};
const portOf = ({ address }: Service) => Number(address.split(":").at(-1));
const events = Array.from({ length: RUNS }, (_, run) => ({ name: "crash/long", data: { run } }));

beforeEach(async () => {
  journal = new Journal();
  await emptyEngine(ownerUrl);
  await runStatement(ownerUrl, "DROP TABLE IF EXISTS test_effect");
  await runStatement(
    ownerUrl,
    "CREATE TABLE test_effect (run int, step int, PRIMARY KEY (run, step))",
  );
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("crash", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterEach(async () => {
  await app.stop();
  await engine.stop();
  await runStatement(ownerUrl, "DROP TABLE test_effect");
});

/** All runs ended, each effect is there once, and each run saw the results that were kept. */
async function expectAllDone(): Promise<void> {
  // Not by their last words: a run whose last answer was lost says them twice.
  await expect.poll(completed, { timeout: 50_000, interval: 50 }).toBe(RUNS);
  const [row] = await runStatement(ownerUrl, "SELECT count(*)::int AS n FROM test_effect");
  expect(row).toEqual({ n: RUNS * STEPS });
  const kept = await keptResults();
  expect(kept).toHaveLength(RUNS * STEPS);
  const seen = journal.entries
    .filter((entry) => entry.startsWith("ended"))
    .flatMap((entry) => entry.split(" ").slice(1));
  // What it says the second time is the same.
  expect(new Set(seen)).toEqual(new Set(kept));
}

test("an engine killed at any moment goes on where it was, and no result that was kept is lost", async () => {
  const port = portOf(engine);
  await app.client.send(events);
  const keptBefore: string[] = [];
  for (const effects of KILLS) {
    await journal.until("did", effects);
    process.kill(engine.pid, "SIGKILL");
    await engine.ended;
    keptBefore.push(...(await keptResults()));
    engine = await startEngineProcess(runtimeUrl, port);
  }
  await expectAllDone();
  expect(await keptResults()).toEqual(expect.arrayContaining(keptBefore));
}, 60_000);

test("an application that is away for a while fails no job, not even one that is tried once", async () => {
  await app.client.send(events);
  for (const effects of [5, 30, 50]) {
    await journal.until("did", effects);
    const { port } = app;
    await app.stop();
    app = await serveFunctions("crash", engine.address, functions, { port });
  }
  await expectAllDone();
}, 60_000);

test("an engine that is asked to stop ends within seconds, exits with 0 and leaves nothing undone", async () => {
  const port = portOf(engine);
  await app.client.send(events);
  await journal.until("did", 10);
  await engine.stop(8_000);
  expect(await engine.ended).toBe("exit 0");
  engine = await startEngineProcess(runtimeUrl, port);
  await expectAllDone();
}, 60_000);
