import { readFileSync } from "node:fs";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  emptyEngine,
  engineKeys,
  engineLog,
  serveFunctions,
  startEngineProcess,
  type TestApplication,
} from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";
import type { Service } from "../../scripts/processes/service.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const CANARY = "cnry5d1e";
const journal = new Journal();
let engine: Service;
let app: TestApplication;

const functions = (client: Inngest) => [
  client.createFunction(
    {
      id: "fails",
      triggers: [{ event: "log/fails" }],
      retries: 0,
      onFailure: async () => journal.note("told"),
    },
    async () => {
      const error = new Error(`${CANARY} is late`);
      error.name = `${CANARY} the second`;
      throw error;
    },
  ),
];

type Line = Record<string, unknown>;

/** What the engine has logged since `since`, without the plain line by which it says that it is ready. */
function lines(since: number): Line[] {
  const whole = readFileSync(engineLog, "utf8").slice(since).split("\n").slice(0, -1);
  return whole
    .filter((line) => !line.startsWith("ready engine "))
    .map((line) => JSON.parse(line) as Line);
}

const sizeOfLog = () => readFileSync(engineLog, "utf8").length;

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("log", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("a run that failed is a line of its request's trace and its tenant, without what it failed with", async () => {
  const since = sizeOfLog();
  const owner = {
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    tenantId: "019a0000-0000-7000-8000-000000000001",
    organizationId: "019a0000-0000-7000-8000-000000000002",
  };
  await app.client.send({ name: "log/fails", data: { ...owner, text: CANARY } });
  await journal.until("told");
  // It goes through a pipe, and may come to the file after what it tells of came here.
  await expect
    .poll(() => lines(since))
    .toEqual([
      {
        level: "warn",
        time: expect.any(String) as unknown,
        service: "ops",
        trace_id: owner.traceId,
        tenant_id: owner.tenantId,
        organization_id: owner.organizationId,
        run_id: expect.any(String) as unknown,
        function_id: "log-fails",
        error_class: "Error",
        msg: "a run failed",
      },
    ]);
});

test("a call that the engine fails at is a line of its caller's trace, without what was sent", async () => {
  const since = sizeOfLog();
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const { status } = await fetch(`http://${engine.address}/e/${engineKeys.eventKey}`, {
    method: "POST",
    headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    // PostgreSQL keeps no NUL.
    body: JSON.stringify({ id: `${CANARY}\0`, name: "log/none" }),
  });
  expect(status).toBe(500);
  await expect
    .poll(() => lines(since))
    .toMatchObject([{ level: "error", service: "ops", trace_id: traceId, error_code: "22P05" }]);
  expect(JSON.stringify(lines(since))).not.toContain(CANARY);
});
