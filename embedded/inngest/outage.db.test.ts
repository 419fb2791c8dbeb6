import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  serveFunctions,
  startEngineProcess,
  type TestApplication,
} from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";
import { runStatement } from "../../lib/testing/test-database";
import { migrate } from "../../scripts/db/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../scripts/processes/embedded-postgres.ts";
import type { Service } from "../../scripts/processes/service.ts";

const RUNS = 8;
const STEPS = 5;
const journal = new Journal();
let folder: string;
let postgres: EmbeddedPostgres;
let engine: Service;
let app: TestApplication;

const startPostgres = (port: number) =>
  startEmbeddedPostgres({
    data: join(folder, "postgres"),
    port,
    logFile: join(folder, "postgres.log"),
    onTrouble: () => undefined,
  });

const functions = (client: Inngest) => [
  client.createFunction(
    { id: "long", triggers: [{ event: "outage/long" }], retries: 0 },
    async ({ event, step }) => {
      for (let n = 0; n < STEPS; n += 1) {
        await step.run(`step-${n}`, () => journal.note(`did ${String(event.data["run"])}.${n}`));
      }
      journal.note("ended");
    },
  ),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdesk-outage-"));
  postgres = await startPostgres(0);
  await migrate(postgres.url, () => undefined);
  engine = await startEngineProcess(postgres.url);
  app = await serveFunctions("outage", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a database killed in the middle costs no result: each step that ended ran once", async () => {
  const port = Number(postgres.address.split(":").at(-1));
  await app.client.send(
    Array.from({ length: RUNS }, (_, run) => ({ name: "outage/long", data: { run } })),
  );
  for (const effects of [4, 14, 27]) {
    await journal.until("did", effects);
    process.kill(postgres.pid, "SIGKILL");
    await postgres.ended;
    postgres = await startPostgres(port);
  }
  await journal.until("ended", RUNS);
  expect(journal.count("did")).toBe(RUNS * STEPS);
  const steps = await runStatement(postgres.url, "SELECT state FROM engine.step");
  expect(steps).toEqual(Array.from({ length: RUNS * STEPS }, () => ({ state: "done" })));
}, 60_000);
