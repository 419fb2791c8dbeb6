import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator } from "emulate";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type * as Real from "@/lib/platform/resilience/dependencies";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { logged } from "@/lib/testing/captured-log";
import { forgetCircuits } from "@/lib/testing/circuits";
import { checkStripe } from "./check-stripe";
import { readFromStripe } from "./stripe-client";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const KEY = "sk_test_that-is-nobody-else's";
const settings: Record<string, string> = vi.hoisted(() => ({}));
vi.mock("@/lib/env", () => ({ env: () => settings }));
vi.mock("@/lib/platform/resilience/dependencies", async (original) => {
  const real = await original<typeof Real>();
  const stripe = { ...real.DEPENDENCIES.stripe, deadlineMs: 500 };
  return {
    ...real,
    policyOf: (name: keyof typeof real.DEPENDENCIES) =>
      name === "stripe" ? stripe : real.policyOf(name),
  };
});

beforeEach(() => {
  forgetCircuits();
  logged.length = 0;
  for (const name of Object.keys(settings)) delete settings[name];
  settings["STRIPE_SECRET_KEY"] = KEY;
});
afterEach(() => expect(logged.join("")).not.toContain(KEY));

async function serve(answer: RequestListener) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  settings["STRIPE_API_URL"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked: () => asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const fails =
  (status: number): RequestListener =>
  (_, response) =>
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify({ error: { type: "api_error", message: "no" } }));

const products = () => readFromStripe("read", (stripe) => stripe.products.list({ limit: 1 }));
const alerts = () => logged.filter((line) => line.includes('"alert":"payment_provider_failed"'));

test("what is read comes from Stripe", async () => {
  const stripe = await createEmulator({ service: "stripe", port: 0 });
  settings["STRIPE_API_URL"] = stripe.url;
  expect(await products()).toMatchObject({ object: "list", data: [] });
  await checkStripe();
  await stripe.close();
  expect(alerts()).toEqual([]);
  expect(logged.join("")).toContain("the payment provider answers");
});

test("a call carries its trace out, and its line tells how long it took", async () => {
  let traceparent: unknown;
  const server = await serve(({ headers }, response) => {
    traceparent = headers["traceparent"];
    response.setHeader("content-type", "application/json").end('{"object":"list","data":[]}');
  });
  const traceId = newTraceId();
  await runWithTrace({ traceId, service: "billing" }, products);
  expect(traceparent).toContain(`00-${traceId}-`);
  const line = logged.find((text) => text.includes('"msg":"outside call"')) ?? "{}";
  expect(JSON.parse(line)).toMatchObject({
    ...{ dependency: "stripe", operation: "read", outcome: "ok", trace_id: traceId },
    latency_ms: expect.any(Number) as number,
  });
  await server.stop();
});

test("without a key nobody is asked", async () => {
  delete settings["STRIPE_SECRET_KEY"];
  expect(await products()).toBeUndefined();
  await checkStripe();
  expect(logged).toEqual([]);
});

test("a server that never answers is hung up on at the deadline, refused and alerted at once", async () => {
  const hungUp = Promise.withResolvers<void>();
  const server = await serve((request) => request.socket.once("close", () => hungUp.resolve()));
  await expect(products()).rejects.toMatchObject({
    code: "unavailable",
    details: { reason: "payment_provider_failed" },
  });
  await hungUp.promise;
  expect(alerts()).toHaveLength(1);
  await server.stop();
});

test.each([500, 401, 429])("so is one that answers %i", async (status) => {
  const server = await serve(fails(status));
  await expect(products()).rejects.toMatchObject({ code: "unavailable" });
  expect(alerts()).toHaveLength(1);
  await server.stop();
});

test("while its breaker is open nobody is asked, and nobody alerted again", async () => {
  const server = await serve(fails(401));
  for (let call = 0; call < 5; call += 1) await expect(products()).rejects.toThrow();
  logged.length = 0;
  await expect(products()).rejects.toMatchObject({
    code: "unavailable",
    details: { reason: "circuit_open" },
  });
  expect(server.asked()).toBe(5);
  expect(alerts()).toEqual([]);
  await server.stop();
});

test.each([400, 402, 404])(
  "what it says against the request itself (%i) goes on",
  async (status) => {
    const server = await serve(fails(status));
    for (let call = 0; call < 6; call += 1)
      await expect(products()).rejects.toMatchObject({ statusCode: status });
    expect(alerts()).toEqual([]);
    await server.stop();
  },
);

test("a process whose key is wrong starts, and its operators know", async () => {
  const server = await serve(fails(401));
  await checkStripe();
  expect(alerts()).toHaveLength(1);
  await server.stop();
});
