import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { breakerStates } from "@/lib/platform/resilience/registry";
import type { TenantContext } from "@/lib/tenancy/context";
import { forgetCircuits } from "@/lib/testing/circuits";
import { startFaultProxy, type Fault, type FaultProxy } from "@/lib/testing/fault-proxy";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { embedBatch } from "./ingestion/embed-service";
import { retrievePassages } from "./search-service";

let server: Server;
let proxy: FaultProxy;
let status = 200;
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    const body: Buffer[] = [];
    request.on("data", (chunk: Buffer) => body.push(chunk));
    request.once("end", () => {
      const { input } = JSON.parse(Buffer.concat(body).toString()) as { input: string[] };
      const embedding = new Array<number>(512).fill(0.04);
      const data = input.map((_, index) => ({ object: "embedding", index, embedding }));
      const usage = { prompt_tokens: 7, total_tokens: 7 };
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ object: "list", model: "m", data, usage }));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  proxy = await startFaultProxy(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("EMBEDDINGS_BASE_URL", `http://${proxy.host}/v1`);
  // Read once and kept; the stub itself ends with the first test.
  env();
});
afterAll(async () => {
  await proxy.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  forgetCircuits();
  proxy.fault({ kind: "none" });
  status = 200;
  asked = 0;
});

async function oneJob() {
  const context = await newOrganization();
  const { jobId } = await addIndexed(context, [
    textOf("Guide", "We open at seven in the morning."),
  ]);
  return { context, job: { ...context, jobId, round: 1 } };
}

/** Somebody who never goes away. */
const nobody = new AbortController().signal;
const search = (context: TenantContext) =>
  retrievePassages(context, "When do you open in the morning?", nobody);
const stateOf = (dependency: string) =>
  breakerStates().find((found) => found.dependency === dependency && !found.tenantId);

describe("the embedding of documents", () => {
  test("is left alone after five failures, told until when, and done once it is back", async () => {
    const { job } = await oneJob();
    status = 500;
    // Each call is repeated once; the third one's repeat is refused already.
    for (let call = 0; call < 2; call += 1) {
      await expect(embedBatch(job, nobody)).rejects.toMatchObject({ code: "upstream_failed" });
    }
    await expect(embedBatch(job, nobody)).rejects.toMatchObject({ code: "unavailable" });
    expect(asked).toBe(5);
    expect(stateOf("embeddings")).toMatchObject({ state: "open" });
    const before = asked;
    const refused = await embedBatch(job, nobody).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: "unavailable", details: { reason: "circuit_open" } });
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(5);
    expect(asked).toBe(before);

    status = 200;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 15_000 });
    expect(await embedBatch(job, nobody)).toBe(0);
    vi.useRealTimers();
    expect(stateOf("embeddings")).toMatchObject({ state: "closed", failuresInWindow: 0 });
  });

  test.each<[string, Fault]>([
    ["a reset", { kind: "cut", after: 0 }],
    ["a cut amid the answer", { kind: "cut", after: 400 }],
    ["what is no HTTP", { kind: "garbage" }],
  ])("counts %s, and what was not stored still waits", async (_, fault) => {
    const { job } = await oneJob();
    proxy.fault(fault);
    await expect(embedBatch(job, nobody)).rejects.toMatchObject({ code: "upstream_failed" });
    expect(stateOf("embeddings")?.failuresInWindow).toBe(2);
    await proxy.quiet();
    proxy.fault({ kind: "none" });
    expect(await embedBatch(job, nobody)).toBe(0);
  });
});

describe("a question", () => {
  test("is answered by keyword when its vector does not come, and at once after five times", async () => {
    const { context } = await oneJob();
    proxy.fault({ kind: "silence", after: 0 });
    for (let question = 0; question < 5; question += 1) {
      expect((await search(context)).passages).toHaveLength(1);
    }
    expect(stateOf("question_embeddings")).toMatchObject({ state: "open" });
    const { opened } = proxy.counts();
    const began = performance.now();
    expect((await search(context)).passages).toHaveLength(1);
    // Far below the second and a half that it waits for a vector.
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(proxy.counts().opened).toBe(opened);
    await proxy.quiet();
  });

  test("that came to nothing keeps no documents waiting", async () => {
    const { context, job } = await oneJob();
    status = 500;
    for (let question = 0; question < 6; question += 1) await search(context);
    expect(asked).toBe(5);
    status = 200;
    expect(await embedBatch(job, nobody)).toBe(0);
  });
});
