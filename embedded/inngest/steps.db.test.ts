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
/** More than a run makes in one place before it queues again. */
const MANY = 20;
const journal = new Journal();
let engine: Service;
let app: TestApplication;

const functions = (client: Inngest) => [
  client.createFunction(
    { id: "in-turn", triggers: [{ event: "steps/in-turn" }] },
    async ({ event, step, runId }) => {
      const one = await step.run("one", () => {
        journal.note("one ran");
        return { text: `${String(event.data["text"])}\u0000 ü🎈`, none: null };
      });
      const two = await step.run("two", () => [one, one.text.length]);
      await step.run("three", () => journal.note(`three ${JSON.stringify(two)}`));
      journal.note(`in-turn ended ${runId}`);
    },
  ),
  client.createFunction(
    { id: "side-by-side", triggers: [{ event: "steps/side-by-side" }] },
    async ({ step }) => {
      const letters = ["a", "b", "c"];
      const found = await Promise.all(
        letters.map((letter) =>
          step.run(letter, async () => {
            journal.note(`began ${letter}`);
            await journal.until("began", 3);
            return letter.toUpperCase();
          }),
        ),
      );
      const after = await step.run("after", () => found.join(""));
      journal.note(`side-by-side ended ${after}`);
    },
  ),
  client.createFunction(
    { id: "sleeper", triggers: [{ event: "steps/sleeper" }] },
    async ({ step }) => {
      const begun = await step.run("begin", () => Date.now());
      await step.sleep("nap", "1s");
      const awake = await step.run("wake", () => Date.now());
      journal.note(`sleeper slept ${awake - begun >= 1000}`);
    },
  ),
  client.createFunction(
    { id: "until", triggers: [{ event: "steps/until" }] },
    async ({ event, step }) => {
      const moment = new Date(String(event.data["moment"]));
      await step.sleepUntil("a moment", moment);
      journal.note(`until ${Date.now() >= moment.getTime()}`);
    },
  ),
  client.createFunction({ id: "many", triggers: [{ event: "steps/many" }] }, async ({ step }) => {
    const seen: number[] = [];
    for (let n = 0; n < MANY; n += 1) {
      seen.push(
        await step.run(`turn-${n}`, () => {
          journal.note(`turn ${n}`);
          return n;
        }),
      );
    }
    journal.note(`many ended ${seen.join(" ")}`);
  }),
  client.createFunction(
    { id: "sender", triggers: [{ event: "steps/sender" }] },
    async ({ step }) => {
      const { ids } = await step.sendEvent("send", [
        { name: "steps/received", data: { n: 1 } },
        { name: "steps/received", data: { n: 2 } },
      ]);
      journal.note(`sent ${ids.length}`);
    },
  ),
  client.createFunction(
    { id: "receiver", triggers: [{ event: "steps/received" }] },
    async ({ event }) => journal.note(`received ${String(event.data["n"])}`),
  ),
];

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("steps", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("steps run in turn, each once and with the results of those before", async () => {
  await app.client.send({ name: "steps/in-turn", data: { text: "begin" } });
  await journal.until("in-turn ended");
  expect(journal.count("one ran")).toBe(1);
  const [three = ""] = journal.entries.filter((entry) => entry.startsWith("three"));
  const one = { text: "begin\u0000 ü🎈", none: null };
  expect(JSON.parse(three.slice("three ".length))).toEqual([one, one.text.length]);
});

test("steps that are asked for together run at the same time, and the function goes on after all", async () => {
  await app.client.send({ name: "steps/side-by-side" });
  await journal.until("side-by-side ended");
  expect(journal.count("began")).toBe(3);
  expect(journal.entries).toContain("side-by-side ended ABC");
});

test("a sleep takes its time", async () => {
  await app.client.send({ name: "steps/sleeper" });
  await journal.until("sleeper slept");
  expect(journal.entries).toContain("sleeper slept true");
});

test("a sleep may be until a moment", async () => {
  const moment = new Date(Date.now() + 1_000).toISOString();
  await app.client.send({ name: "steps/until", data: { moment } });
  await journal.until("until");
  expect(journal.entries).toContain("until true");
});

test("many steps run in turn, however often their run queues again", async () => {
  await app.client.send({ name: "steps/many" });
  await journal.until("many ended");
  const turns = Array.from({ length: MANY }, (_, n) => n);
  expect(journal.entries.filter((entry) => entry.startsWith("turn "))).toEqual(
    turns.map((n) => `turn ${n}`),
  );
  expect(journal.entries).toContain(`many ended ${turns.join(" ")}`);
});

test("events that a step sends start their functions", async () => {
  await app.client.send({ name: "steps/sender" });
  await journal.until("sent 2");
  await journal.until("received", 2);
  expect(journal.entries).toEqual(expect.arrayContaining(["received 1", "received 2"]));
});

test("an event whose id came before starts nothing, in one sending or in two", async () => {
  const twice = { id: "the-same", name: "steps/received", data: { n: "same" } };
  await app.client.send([twice, twice]);
  const { ids } = await app.client.send(twice);
  await app.client.send({ name: "steps/received", data: { n: "last" } });
  await journal.until("received last");
  expect(ids).toEqual(["the-same"]);
  expect(journal.count("received same")).toBe(1);
});

test("a sending that is repeated with its seed makes the same events", async () => {
  const send = () =>
    fetch(`http://${engine.address}/e/${String(app.client.eventKey)}`, {
      method: "POST",
      headers: { "x-inngest-event-id-seed": "1732500000000,c2VlZA==" },
      body: JSON.stringify([{ name: "steps/received", data: { n: "seeded" } }]),
    }).then((response) => response.json());
  const [first, second] = [await send(), await send()];
  await journal.until("received seeded");
  expect(first).toEqual(second);
  expect(journal.count("received seeded")).toBe(1);
});
