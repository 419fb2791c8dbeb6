import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { custom, Issuer } from "openid-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type * as Real from "./dependencies";
import { forgetCircuits } from "@/lib/testing/circuits";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { AgentOutside } from "./agent-outside";
import { breakerStates } from "./registry";

// The deadline is one that a test can wait for; everything else of the dependency is as it is.
vi.mock("./dependencies", async (original) => {
  const real = await original<typeof Real>();
  return { ...real, policyOf: () => ({ ...real.DEPENDENCIES.sign_in, deadlineMs: 300 }) };
});

let server: Server;
let answer: RequestListener;
let asked: IncomingHttpHeaders[];
let issuer: string;

const discovery: RequestListener = (_, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ issuer, token_endpoint: `${issuer}/token` }));
};
const status = (code: number): RequestListener => {
  return (_, response) => response.writeHead(code).end("{}");
};

beforeEach(async () => {
  forgetCircuits();
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.headers);
    answer(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  custom.setHttpOptionsDefaults({ agent: new AgentOutside("sign_in", "sign_in"), timeout: 5_000 });
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** What next-auth does: its own client, of which the agent is all that is ours. */
const discover = () => Issuer.discover(`${issuer}/.well-known/openid-configuration`);

async function redeem(): Promise<unknown> {
  answer = discovery;
  const { Client } = await discover();
  answer = status(400);
  const client = new Client({ client_id: "id", client_secret: "secret" });
  return client.grant({ grant_type: "authorization_code", code: "made-up" });
}

test("an answer goes on to the library, and its caller's trace to the provider", async () => {
  answer = discovery;
  const traceId = newTraceId();
  const found = await runWithTrace({ traceId, service: "web" }, discover);
  expect(found.metadata.issuer).toBe(issuer);
  expect(asked[0]?.["traceparent"]).toContain(traceId);
  expect(breakerStates()).toMatchObject([
    { name: `sign_in ${new URL(issuer).host}`, state: "closed" },
  ]);
});

test("a form that is posted is told of the trace too", async () => {
  const traceId = newTraceId();
  await expect(runWithTrace({ traceId, service: "web" }, redeem)).rejects.toThrow();
  expect(asked.map(({ traceparent }) => traceparent?.includes(traceId))).toEqual([true, true]);
});

test("after five failures the provider is not asked any more", async () => {
  answer = status(503);
  for (let failure = 1; failure <= 5; failure += 1) {
    await expect(discover()).rejects.toThrow(/503/);
  }
  // The library is told a moment before the breaker is.
  await vi.waitFor(() => expect(breakerStates()).toMatchObject([{ state: "open" }]));
  await expect(discover()).rejects.toMatchObject({ code: "unavailable" });
  expect(asked).toHaveLength(5);
});

test("codes that somebody makes up never open the breaker", async () => {
  for (let bad = 1; bad <= 6; bad += 1) await expect(redeem()).rejects.toThrow(/400/);
  expect(breakerStates()).toMatchObject([{ state: "closed", failuresInWindow: 0 }]);
});

test("a provider that never answers loses its socket at the deadline", async () => {
  const cut = Promise.withResolvers<void>();
  answer = (request) => request.once("close", cut.resolve);
  await expect(discover()).rejects.toThrow(/deadline/);
  await cut.promise;
  expect(breakerStates()).toMatchObject([{ failuresInWindow: 1, lastErrorClass: "timeout" }]);
});

test("one that stops in the middle of its answer does too", async () => {
  answer = (_, response) => response.writeHead(200, { "content-length": "100" }).write("{");
  await expect(discover()).rejects.toThrow();
  expect(breakerStates()).toMatchObject([{ failuresInWindow: 1, lastErrorClass: "timeout" }]);
});

test("a provider that is not there is a failure of its own", async () => {
  issuer = "http://127.0.0.1:1";
  await expect(discover()).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(breakerStates()).toMatchObject([{ failuresInWindow: 1, lastErrorClass: "ECONNREFUSED" }]);
});
