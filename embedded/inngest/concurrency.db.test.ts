import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  emptyEngine,
  serveFunctions,
  startEngineProcess,
  type TestApplication,
} from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";
import type { Service } from "../../scripts/processes/service.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const journal = new Journal();
let engine: Service;
let app: TestApplication;

const hold = async (name: string) => {
  journal.note(`began ${name}`);
  await journal.until(`release ${name}`);
};
const began = () => journal.entries.filter((entry) => entry.startsWith("began"));

const functions = (client: Inngest) => [
  client.createFunction(
    {
      id: "by-key",
      triggers: [{ event: "concurrency/by-key" }],
      concurrency: [{ key: "event.data.org.id", limit: 1 }],
    },
    async ({ event }) => {
      const { org, n } = event.data as { org: { id: string }; n: number };
      await hold(`${org.id}${n}`);
    },
  ),
  client.createFunction(
    { id: "all", triggers: [{ event: "concurrency/all" }], concurrency: 2 },
    async ({ event }) => hold(`all${String(event.data["n"])}`),
  ),
];

const sending = (id: string, n: number) => ({
  name: "concurrency/by-key",
  data: { org: { id }, n },
});

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("concurrency", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("one key waits in the order of its events, and keeps no other waiting", async () => {
  const burst = Array.from({ length: 40 }, (_, n) => sending("a", n));
  await app.client.send([...burst, sending("b", 0)]);
  await journal.until("began b0");
  await app.client.send(sending("c", 0));
  await journal.until("began c0");
  // Forty were sent before them, and one of a limit of one has begun.
  expect(began().filter((entry) => entry.startsWith("began a"))).toEqual(["began a0"]);
  for (let n = 0; n < 40; n += 1) {
    await journal.until(`began a${n}`);
    journal.note(`release a${n}`);
  }
  const order = began().filter((entry) => entry.startsWith("began a"));
  expect(order).toEqual(burst.map((_, n) => `began a${n}`));
  journal.note("release b0");
  journal.note("release c0");
});

test("a limit without a key holds for the whole function", async () => {
  await app.client.send([0, 1, 2].map((n) => ({ name: "concurrency/all", data: { n } })));
  await journal.until("began all", 2);
  await app.client.send(sending("d", 0));
  await journal.until("began d0");
  expect(journal.count("began all")).toBe(2);
  journal.note("release all0");
  await journal.until("began all", 3);
  for (const name of ["all1", "all2", "d0"]) journal.note(`release ${name}`);
});
