import { type Inngest, NonRetriableError, referenceFunction, RetryAfterError } from "inngest";
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

/** Longer than the engine itself waits after a first failure: 3 s at most. */
const PUT_OFF_MS = 4_000;

const momentsOf = (beginning: string) =>
  journal.entries
    .filter((entry) => entry.startsWith(beginning))
    .map((entry) => Number(entry.slice(beginning.length)));

const soon = () => new RetryAfterError("not yet", new Date());

const functions = (client: Inngest) => [
  client.createFunction(
    { id: "stumbles", triggers: [{ event: "failures/stumbles" }], retries: 3 },
    async ({ step, attempt }) => {
      await step.run("first", () => "kept");
      journal.note(`attempt ${attempt}`);
      const result = await step.run("second", () => {
        if (journal.count("second failed") < 2) {
          journal.note("second failed");
          throw soon();
        }
        return "late";
      });
      journal.note(`stumbles ended ${result} at attempt ${attempt}`);
    },
  ),
  client.createFunction(
    { id: "backs-off", triggers: [{ event: "failures/backs-off" }], retries: 1 },
    async ({ step }) => {
      await step.run("only", () => {
        journal.note(`backs-off at ${Date.now()}`);
        if (journal.count("backs-off at") === 1) throw new Error("the first time");
      });
      journal.note("backs-off ended");
    },
  ),
  client.createFunction(
    { id: "is-put-off", triggers: [{ event: "failures/is-put-off" }], retries: 1 },
    async ({ step }) => {
      await step.run("only", () => {
        journal.note(`is-put-off at ${Date.now()}`);
        if (journal.count("is-put-off at") === 1) throw new RetryAfterError("busy", PUT_OFF_MS);
      });
      journal.note("is-put-off ended");
    },
  ),
  client.createFunction(
    {
      id: "gives-up",
      triggers: [{ event: "failures/gives-up" }],
      retries: 1,
      onFailure: async ({ event, error, step }) => {
        const { function_id, run_id, event: cause } = event.data;
        await step.run("tell", () =>
          journal.note(
            `told ${JSON.stringify({ function_id, run_id, cause, error: error.message })}`,
          ),
        );
      },
    },
    async ({ runId }) => {
      journal.note(`gives-up tries ${runId}`);
      throw soon();
    },
  ),
  client.createFunction(
    {
      id: "hopeless",
      triggers: [{ event: "failures/hopeless" }],
      retries: 5,
      onFailure: async ({ error }) => journal.note(`hopeless told ${error.name}`),
    },
    async ({ step }) => {
      await step.run("only", () => {
        journal.note("hopeless tries");
        throw new NonRetriableError("never");
      });
    },
  ),
  client.createFunction(
    { id: "catches", triggers: [{ event: "failures/catches" }], retries: 1 },
    async ({ step }) => {
      const tried = step.run("fails", () => {
        journal.note("fails tries");
        throw soon();
      });
      const caught = await tried.catch((error: Error) => error.message);
      const found = await step.run("goes on", () => caught);
      journal.note(`catches ended ${String(found)}`);
    },
  ),
  client.createFunction(
    {
      id: "deadly",
      triggers: [{ event: "failures/deadly" }],
      retries: 0,
      onFailure: async ({ error }) => journal.note(`deadly told ${error.message}`),
    },
    async () => {
      journal.note("deadly runs");
      app.cut();
    },
  ),
  client.createFunction(
    {
      id: "waits",
      triggers: [{ event: "failures/waits" }],
      onFailure: async ({ error }) => journal.note(`waits told ${error.message}`),
    },
    async ({ step }) => {
      await step.waitForEvent("wait", { event: "failures/never", timeout: "1h" });
    },
  ),
  client.createFunction(
    {
      id: "invokes",
      triggers: [{ event: "failures/invokes" }],
      onFailure: async ({ error }) => journal.note(`invokes told ${error.message}`),
    },
    async ({ step }) => {
      await step.invoke("other", { function: referenceFunction({ functionId: "waits" }) });
    },
  ),
];

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("failures", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("a failed step is attempted again, and attempts count from each success", async () => {
  await app.client.send({ name: "failures/stumbles" });
  await journal.until("stumbles ended");
  expect(journal.entries).toContain("stumbles ended late at attempt 0");
  expect(journal.entries.filter((entry) => entry.startsWith("attempt"))).toEqual(
    expect.arrayContaining(["attempt 0", "attempt 1", "attempt 2"]),
  );
});

test("without another wish the next attempt comes a second or more later", async () => {
  await app.client.send({ name: "failures/backs-off" });
  await journal.until("backs-off ended");
  const [first = 0, second = 0] = momentsOf("backs-off at");
  expect(second - first).toBeGreaterThanOrEqual(1000);
});

test("a step that asks for it is tried again no earlier than it says", async () => {
  await app.client.send({ name: "failures/is-put-off", data: {} });
  await journal.until("is-put-off ended");
  const [first = 0, second = 0] = momentsOf("is-put-off at");
  expect(second - first).toBeGreaterThanOrEqual(PUT_OFF_MS);
});

test("after the last attempt onFailure gets the error and the event, once", async () => {
  await app.client.send({ id: "cause", name: "failures/gives-up", data: { jobId: "j" } });
  await journal.until("told");
  expect(journal.count("gives-up tries")).toBe(2);
  const [, runId = ""] = /gives-up tries (\w+)/.exec(journal.entries.join("\n")) ?? [];
  const [told = ""] = journal.entries.filter((entry) => entry.startsWith("told"));
  expect(JSON.parse(told.slice("told ".length))).toEqual({
    function_id: "failures-gives-up",
    run_id: runId,
    cause: expect.objectContaining({
      id: "cause",
      name: "failures/gives-up",
      data: { jobId: "j" },
    }) as unknown,
    error: "not yet",
  });
});

test("an error that says so is not attempted again", async () => {
  await app.client.send({ name: "failures/hopeless" });
  await journal.until("hopeless told");
  expect(journal.count("hopeless tries")).toBe(1);
  expect(journal.entries).toContain("hopeless told NonRetriableError");
});

test("a step that failed for good can be caught and the function goes on", async () => {
  await app.client.send({ name: "failures/catches" });
  await journal.until("catches ended");
  expect(journal.count("fails tries")).toBe(2);
  expect(journal.entries).toContain("catches ended not yet");
});

test.each([
  ["waits", "WaitForEvent"],
  ["invokes", "InvokeFunction"],
])(
  "%s: a step operation that the engine does not do fails the run at once with a sentence",
  async (name, operation) => {
    await app.client.send({ name: `failures/${name}` });
    await journal.until(`${name} told`);
    expect(journal.entries).toContain(
      `${name} told The embedded job engine does not support the step operation ${operation}.`,
    );
  },
);

test("a job that kills the application each time is given up after a few times", async () => {
  await app.client.send({ name: "failures/deadly" });
  await journal.until("deadly told");
  expect(journal.count("deadly runs")).toBe(4);
  expect(journal.entries.at(-1)).toMatch(/^deadly told The application did not answer/);
});
