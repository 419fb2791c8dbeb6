import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import {
  serveFunctions,
  startEngineProcess,
  type TestApplication,
} from "../../lib/testing/job-engine";
import type { Service } from "../../scripts/processes/service.ts";

const { runtimeUrl } = inject("testDatabase");
const seen: string[] = [];
let engine: Service;
let app: TestApplication;

beforeAll(async () => {
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("steps", engine.address, (client) => [
    client.createFunction(
      { id: "in-turn", triggers: [{ event: "steps/in-turn" }] },
      async ({ event, step }) => {
        const one = await step.run("one", () => ({ n: (event.data as { n: number }).n + 1 }));
        const two = await step.run("two", () => ({ n: one.n + 1 }));
        await step.run("three", () => seen.push(`in-turn ${two.n}`));
      },
    ),
  ]);
  const r = await app.register();
  expect(r).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("steps run in turn, each with the results of those before", async () => {
  await app.client.send({ name: "steps/in-turn", data: { n: 1 } });
  await vi.waitFor(() => expect(seen).toContain("in-turn 3"), 10_000);
});
