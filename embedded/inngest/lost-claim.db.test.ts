import type { Inngest } from "inngest";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type FaultProxy, startFaultProxy } from "../../lib/testing/fault-proxy";
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
const RUNS = 5;

let journal: Journal;
let proxy: FaultProxy;
let engine: Service;
let app: TestApplication;

const functions = (client: Inngest) => [
  client.createFunction(
    { id: "unheard", triggers: [{ event: "lost-claim/call" }], retries: 0 },
    async ({ event, step }) => {
      await step.run("work", () => journal.note(`did ${String(event.data["run"])}`));
    },
  ),
];

const claimed = async () => {
  const statement =
    "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'calls' AND state = 'active'";
  return (await runStatement(ownerUrl, statement))[0]?.["n"];
};

beforeEach(async () => {
  journal = new Journal();
  await emptyEngine(ownerUrl);
  const url = new URL(runtimeUrl);
  proxy = await startFaultProxy(url.host);
  url.host = proxy.host;
  engine = await startEngineProcess(url.href);
  app = await serveFunctions("lost-claim", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterEach(async () => {
  proxy.fault({ kind: "none" });
  await app.stop();
  await engine.stop();
  await proxy.stop();
});

test("calls whose claim the database kept and could not tell of are made all the same", async () => {
  // The name of the function is in no answer but the one to a claim.
  proxy.fault({ kind: "cut-at", text: "lost-claim-unheard" });
  await app.client.send(
    Array.from({ length: RUNS }, (_, run) => ({ name: "lost-claim/call", data: { run } })),
  );
  await expect.poll(claimed, { timeout: 10_000, interval: 5 }).toBe(RUNS);
  proxy.fault({ kind: "none" });
  await journal.until("did", RUNS);
  expect(journal.entries).toHaveLength(RUNS);
}, 30_000);
