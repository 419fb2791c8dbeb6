import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import type * as Real from "@/lib/platform/resilience/dependencies";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import { breakerStates } from "@/lib/platform/resilience/registry";
import { stepsOf } from "@/inngest/run-steps";
import { forgetCircuits } from "@/lib/testing/circuits";
import { emptyEngine, engineKeys, startEngineProcess } from "@/lib/testing/job-engine";
import type { Service } from "@/scripts/processes/service";
import { inngestClient } from "./client";

// Half a minute until the first probe is longer than a test may take.
vi.mock("@/lib/platform/resilience/dependencies", async (original) => {
  const real = await original<typeof Real>();
  return {
    ...real,
    policyOf: (name: keyof typeof real.DEPENDENCIES) => ({
      ...real.policyOf(name),
      retries: 0,
      // Longer than the engine's pause before a second attempt.
      probeAfterMs: name === "gmail" ? 4_000 : 1_000,
      probeAtMostMs: 4_000,
    }),
  };
});

const { ownerUrl, runtimeUrl } = inject("testDatabase");

let engine: Service;
const servers: Server[] = [];
let mailbox: string;
/** So many of the first calls. */
let failing: number;
const asked: number[] = [];

async function listen(of: Server): Promise<string> {
  servers.push(of);
  await once(of.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(of.address() as AddressInfo).port}`;
}

async function readMailbox(): Promise<number> {
  return callOutside("gmail", { provider: "gmail.test", operation: "list" }, async ({ signal }) => {
    const { status } = await fetch(mailbox, { signal });
    if (status !== 200) throw Object.assign(new Error("answered"), { status });
    return status;
  });
}

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  Object.assign(process.env, {
    INNGEST_BASE_URL: `http://${engine.address}`,
    INNGEST_EVENT_KEY: engineKeys.eventKey,
    INNGEST_SIGNING_KEY: engineKeys.signingKey,
  });
  mailbox = await listen(
    createServer((_, response) => {
      asked.push(Date.now());
      const isAway = asked.length <= failing;
      response.writeHead(isAway ? 503 : 200).end();
    }),
  );
});
beforeEach(() => {
  asked.length = 0;
  forgetCircuits();
  // The shortest wait of those that jobs are spread over.
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterAll(async () => {
  await engine.stop();
  for (const open of servers) {
    open.closeAllConnections();
    open.close();
  }
});

async function serveAlone(job: InngestFunction.Any): Promise<void> {
  const handler = serve({ client: inngestClient(), functions: [job] });
  const application = await listen(createServer(handler));
  expect((await fetch(`${application}/api/inngest`, { method: "PUT" })).status).toBe(200);
}

const gmail = () => breakerStates().find(({ dependency }) => dependency === "gmail");

async function openBreaker(): Promise<void> {
  for (let call = 0; call < 3; call += 1) await expect(readMailbox()).rejects.toThrow();
  expect(gmail()).toMatchObject({ state: "open" });
}

test("a job's step that an open breaker refuses waits for the next probe, and goes on where it was", async () => {
  failing = 3;
  const done = Promise.withResolvers<number>();
  const attempts: number[] = [];
  let prepared = 0;
  const job = inngestClient().createFunction(
    { id: "test-mailbox", triggers: [{ event: "test/mailbox" }], retries: 4 },
    async ({ step, attempt }) => {
      await step.run("prepare", () => {
        prepared += 1;
        return {};
      });
      const status = await step.run("read", () => {
        attempts.push(attempt);
        return readMailbox();
      });
      done.resolve(status);
    },
  );
  await serveAlone(job);
  await openBreaker();
  const probeAt = gmail()?.nextProbeAt?.getTime() ?? 0;
  await inngestClient().send({ name: "test/mailbox", data: {} });
  expect(await done.promise).toBe(200);
  // Three that opened it, and the probe: the refused attempts reached nobody.
  expect(asked).toHaveLength(4);
  expect(asked[3]).toBeGreaterThanOrEqual(probeAt);
  expect(attempts.length).toBeGreaterThan(1);
  expect(prepared).toBe(1);
  expect(gmail()).toMatchObject({ state: "closed" });
});

test("a step of a job waits through an outage that takes more calls than it has attempts", async () => {
  const retries = 1;
  // Those that open the breaker, and the first probe.
  failing = 4;
  const done = Promise.withResolvers<number>();
  let attempts = 0;
  const job = inngestClient().createFunction(
    { id: "test-outage", triggers: [{ event: "test/outage" }], retries },
    async ({ step, attempt }) => {
      const steps = stepsOf(step, {
        functionId: "test-outage",
        trace: { traceId: "0".repeat(32), service: "ops" },
        attempt,
        maxAttempts: retries + 1,
        stepDeadlineMs: 10_000,
      });
      const status = await steps.run("read", () => {
        attempts += 1;
        return readMailbox();
      });
      done.resolve(status);
    },
  );
  await serveAlone(job);
  await openBreaker();
  await inngestClient().send({ name: "test/outage", data: {} });
  expect(await done.promise).toBe(200);
  expect(asked).toHaveLength(failing + 1);
  expect(attempts).toBeGreaterThan(retries + 1);
});
