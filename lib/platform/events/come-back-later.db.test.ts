import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import type * as Real from "@/lib/platform/resilience/dependencies";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import { breakerStates } from "@/lib/platform/resilience/registry";
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
      probeAfterMs: name === "gmail" ? 2_000 : 1_000,
    }),
  };
});

const { ownerUrl, runtimeUrl } = inject("testDatabase");

let engine: Service;
let server: Server;
let mailbox: Server;
let away = true;
const asked: number[] = [];

async function listen(of: Server): Promise<string> {
  await once(of.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(of.address() as AddressInfo).port}`;
}

async function readMailbox(url: string): Promise<number> {
  return callOutside("gmail", { provider: "gmail.test", operation: "list" }, async ({ signal }) => {
    const { status } = await fetch(url, { signal });
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
  mailbox = createServer((_, response) => {
    asked.push(Date.now());
    response.writeHead(away ? 503 : 200).end();
  });
});
afterAll(async () => {
  await engine.stop();
  for (const open of [server, mailbox]) {
    open.closeAllConnections();
    open.close();
  }
});

test("a job's step that an open breaker refuses waits for the next probe, and goes on where it was", async () => {
  // The shortest wait of those that jobs are spread over.
  vi.spyOn(Math, "random").mockReturnValue(0);
  const url = await listen(mailbox);
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
        return readMailbox(url);
      });
      done.resolve(status);
    },
  );
  server = createServer(serve({ client: inngestClient(), functions: [job] }));
  const application = await listen(server);
  expect((await fetch(`${application}/api/inngest`, { method: "PUT" })).status).toBe(200);

  for (let call = 0; call < 3; call += 1) await expect(readMailbox(url)).rejects.toThrow();
  const gmail = () => breakerStates().find(({ dependency }) => dependency === "gmail");
  const probeAt = gmail()?.nextProbeAt?.getTime() ?? 0;
  expect(gmail()).toMatchObject({ state: "open" });
  away = false;
  await inngestClient().send({ name: "test/mailbox", data: {} });
  expect(await done.promise).toBe(200);
  // Three that opened it, and the probe: the refused attempts reached nobody.
  expect(asked).toHaveLength(4);
  expect(asked[3]).toBeGreaterThanOrEqual(probeAt);
  expect(attempts.length).toBeGreaterThan(1);
  expect(prepared).toBe(1);
  expect(gmail()).toMatchObject({ state: "closed" });
});
