import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { emptyEngine, serveFunctions, startEngineProcess } from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";
import { runStatement } from "../../lib/testing/test-database";
import { CallQueue } from "./calls.ts";
import { Database } from "./database.ts";
import { Registry } from "./registry.ts";
import { runDueSchedules } from "./schedules.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const cron = "TZ=Europe/Berlin */15 * * * *";
const database = await Database.open(runtimeUrl);
const queue = new CallQueue(database, () => undefined);
const registry = new Registry(database);
const config = {
  id: "app-sweep",
  url: "http://127.0.0.1:1/api/inngest",
  maxAttempts: 1,
  events: [],
  crons: [cron],
};

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  await queue.start((error) => {
    throw error;
  });
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const next = async () => {
  const [row] = await runStatement(ownerUrl, "SELECT next_at FROM engine.schedule");
  return row?.["next_at"] as Date;
};
const events = () =>
  runStatement(ownerUrl, "SELECT body FROM engine.event WHERE id LIKE 'cron:%' ORDER BY id");

test("a schedule starts its function once when it is due, however long ago that was", async () => {
  await registry.register("app", [config]);
  const due = await next();
  const before = new Date(due.getTime() - 1);
  expect(await runDueSchedules(database, queue, registry, before)).toBe(0);
  const hoursLater = new Date(due.getTime() + 5 * 3_600_000);
  expect(await runDueSchedules(database, queue, registry, hoursLater)).toBe(1);
  expect(await runDueSchedules(database, queue, registry, hoursLater)).toBe(0);
  expect(await events()).toMatchObject([
    { body: { name: "inngest/scheduled.timer", data: { cron }, ts: due.getTime() } },
  ]);
  expect((await next()).getTime()).toBe(hoursLater.getTime() + 15 * 60_000);
});

test("registering again keeps the next moment, and leaving a schedule out ends it", async () => {
  const due = await next();
  await registry.register("app", [config]);
  expect(await next()).toEqual(due);
  await registry.register("app", [{ ...config, crons: [] }]);
  expect(await next()).toBeUndefined();
});

test("a function of the SDK with a schedule runs when it is due, by the clock of its zone", async () => {
  const newYear = "TZ=Asia/Tokyo 0 4 1 1 *";
  await emptyEngine(ownerUrl);
  const journal = new Journal();
  const engine = await startEngineProcess(runtimeUrl);
  const functions = (client: Inngest) => [
    client.createFunction({ id: "fn", triggers: [{ cron: newYear }] }, async ({ event }) => {
      journal.note(`ran ${event.name}`);
    }),
  ];
  const app = await serveFunctions("scheduled", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
  expect((await next()).toISOString()).toMatch(/-12-31T19:00:00/);
  await runStatement(ownerUrl, "UPDATE engine.schedule SET next_at = now()");
  await journal.until("ran");
  await app.stop();
  await engine.stop();
  expect(journal.entries).toEqual(["ran inngest/scheduled.timer"]);
});
