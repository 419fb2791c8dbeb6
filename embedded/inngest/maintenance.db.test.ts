import { afterAll, expect, inject, test } from "vitest";
import { emptyEngine } from "../../lib/testing/job-engine";
import { runStatement } from "../../lib/testing/test-database";
import { Database } from "./database.ts";
import { removeOld } from "./maintenance.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const database = await Database.open(runtimeUrl);
afterAll(() => database.close());

test("what is old and not needed any more is removed, and nothing else", async () => {
  await emptyEngine(ownerUrl);
  await runStatement(
    ownerUrl,
    `INSERT INTO engine.event (id, body, received_at) VALUES
       ('old', '{}', now() - interval '25 hours'), ('young', '{}', now() - interval '23 hours'),
       ('of-a-sleeper', '{}', now() - interval '30 days'), ('of-an-ended', '{}', now() - interval '30 days')`,
  );
  await runStatement(
    ownerUrl,
    `INSERT INTO engine.run (id, function_id, event_id, status, finished_at) VALUES
       ('sleeps', 'f', 'of-a-sleeper', 'running', NULL),
       ('ended', 'f', 'of-an-ended', 'completed', now() - interval '8 days'),
       ('recent', 'f', 'young', 'failed', now() - interval '6 days')`,
  );
  await runStatement(
    ownerUrl,
    `INSERT INTO engine.step (run_id, id, state, result) VALUES ('ended', 'a', 'done', '1'), ('recent', 'a', 'done', '1')`,
  );
  await removeOld(database);
  const left = async (table: string, column: string) =>
    (await runStatement(ownerUrl, `SELECT ${column} AS id FROM engine.${table} ORDER BY 1`)).map(
      ({ id }) => id,
    );
  expect(await left("event", "id")).toEqual(["of-a-sleeper", "young"]);
  expect(await left("run", "id")).toEqual(["recent", "sleeps"]);
  expect(await left("step", "run_id")).toEqual(["recent"]);
});
