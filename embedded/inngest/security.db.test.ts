import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  emptyEngine,
  engineKeys,
  serveFunctions,
  startEngineProcess,
  type TestApplication,
} from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";
import { runStatement } from "../../lib/testing/test-database";
import type { Service } from "../../scripts/processes/service.ts";
import { bearerOf, sign } from "./signatures.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const journal = new Journal();
let engine: Service;
let app: TestApplication;

const functions = (client: Inngest) => [
  client.createFunction({ id: "only", triggers: [{ event: "security/only" }] }, async () =>
    journal.note("ran"),
  ),
];
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`http://${engine.address}${path}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const registrationOf = (url: string, changes: object = {}) => ({
  appName: "other",
  functions: [
    {
      id: "other-fn",
      triggers: [{ event: "security/other" }],
      steps: { step: { id: "step", name: "step", runtime: { type: "http", url } } },
      ...changes,
    },
  ],
});
const register = (body: unknown, key = engineKeys.signingKey) =>
  post("/fn/register", body, { authorization: bearerOf(key) });
const count = async (table: string) => {
  const [row] = await runStatement(ownerUrl, `SELECT count(*)::int AS n FROM engine.${table}`);
  return row?.["n"];
};

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("security", engine.address, functions);
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("events come in by the event key alone", async () => {
  const event = { name: "security/only" };
  for (const key of ["", "wrong", `${engineKeys.eventKey}0`, engineKeys.signingKey]) {
    expect((await post(`/e/${key}`, event)).status).toBe(401);
  }
  expect(await count("event")).toBe(0);
});

test("a registration needs the hashed signing key, not the key itself nor another", async () => {
  const body = registrationOf(app.url);
  const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
  for (const authorization of [
    "",
    `Bearer ${engineKeys.signingKey}`,
    bearerOf(`signkey-prod-${hashOf("another")}`),
  ]) {
    expect((await post("/fn/register", body, { authorization })).status).toBe(401);
  }
  expect(await count("function")).toBe(1);
});

test("an address where nobody holds the signing key is not registered", async () => {
  const stranger = createServer((_, response) => response.end());
  await once(stranger.listen(0, "127.0.0.1"), "listening");
  const { port } = stranger.address() as AddressInfo;
  const response = await register(registrationOf(`http://127.0.0.1:${port}/api/inngest`));
  stranger.close();
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: expect.stringContaining("signing key") as unknown,
  });
});

test.each(["http://192.0.2.1/api/inngest", "http://localhost.example/api", "https://127.0.0.1/"])(
  "an application at %s is not called",
  async (url) => {
    const response = await register(registrationOf(url));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      status: 400,
      error: expect.stringContaining("on its own machine only") as unknown,
    });
  },
);

test("what a function asks for and the engine does not do is refused with one sentence", async () => {
  const response = await register(registrationOf(app.url, { debounce: { period: "1m" } }));
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    status: 400,
    error: "The embedded job engine does not support debounce, which function other-fn asks for.",
  });
});

test("the SDK passes a refusal on to who asked it to register", async () => {
  const throttled = (client: Inngest) => [
    client.createFunction(
      { id: "fn", triggers: [{ event: "security/x" }], throttle: { limit: 1, period: "1m" } },
      async () => undefined,
    ),
  ];
  const demanding = await serveFunctions("demanding", engine.address, throttled);
  const answer = await demanding.register();
  await demanding.stop();
  expect(answer).toEqual({
    status: 400,
    message:
      "The embedded job engine does not support throttle, which function demanding-fn asks for.",
  });
});

test("the application runs nothing for a call that is unsigned, altered or stale", async () => {
  const url = `${app.url}?fnId=security-only&stepId=step`;
  const body = JSON.stringify({
    ctx: { run_id: "r" },
    event: { name: "security/only" },
    events: [],
  });
  const old = Date.now() - 6 * 60_000;
  for (const signature of [
    undefined,
    sign(`${body} `, engineKeys.signingKey),
    sign(body, `signkey-prod-${"ab".repeat(32)}`),
    sign(body, engineKeys.signingKey, old),
  ]) {
    const headers = signature ? { "x-inngest-signature": signature } : undefined;
    const response = await fetch(url, { method: "POST", body, ...(headers && { headers }) });
    expect(response.status).toBe(401);
  }
  expect(journal.entries).toEqual([]);
});

test("bodies that are no events, or too much, are refused", async () => {
  const path = `/e/${engineKeys.eventKey}`;
  expect((await post(path, "{")).status).toBe(400);
  expect((await post(path, [{ data: {} }])).status).toBe(400);
  expect((await post(path, { name: "inngest/function.failed" })).status).toBe(400);
  const much = await post(path, { name: "x", data: { text: "x".repeat(5 * 1024 * 1024) } });
  expect(much.status).toBe(413);
  expect((await post("/v1/checkpoint/x/async", {})).status).toBe(404);
});

test("a second engine does not start beside the first", async () => {
  await expect(startEngineProcess(runtimeUrl)).rejects.toThrow(
    /Another job engine \(process \d+ on .+\) is at work on this database/,
  );
});
