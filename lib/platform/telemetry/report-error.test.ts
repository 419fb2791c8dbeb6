import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { definePublicRoute } from "@/lib/http/define-route";
import { extendTrace, runWithTrace } from "@/lib/platform/log/trace";
import { APP_ENV } from "@/lib/testing/app-env";
import { callRoute } from "@/lib/testing/call-route";
import { receiveHttp, type HttpReceiver } from "@/lib/testing/http-receiver";
import { alertOperators } from "./alert";
import { flushErrorReports, startErrorReports } from "./report-error";
import { startTelemetry } from "./start";

const CANARY = "marta.canary@example.test";
let sentry: HttpReceiver;

beforeAll(async () => {
  sentry = await receiveHttp();
  const dsn = new URL(sentry.url);
  dsn.username = "public";
  dsn.pathname = "/7";
  Object.assign(process.env, APP_ENV, { SENTRY_DSN: dsn.href });
  await startTelemetry();
  await startErrorReports();
});
afterAll(() => sentry.stop());
beforeEach(() => {
  sentry.received.length = 0;
});

const event = z.looseObject({
  level: z.string(),
  message: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  user: z.strictObject({ id: z.string() }).optional(),
  extra: z.record(z.string(), z.unknown()),
  contexts: z.object({ trace: z.object({ trace_id: z.string(), span_id: z.string() }) }),
  exception: z
    .object({
      values: z.array(
        z.object({
          type: z.string(),
          value: z.string(),
          stacktrace: z.object({ frames: z.array(z.object({ filename: z.string() })).min(1) }),
        }),
      ),
    })
    .optional(),
});

async function eventsReceived() {
  await flushErrorReports();
  return sentry.received.map(({ path, body }) => {
    expect(path).toMatch(/^\/api\/7\/envelope\//);
    return event.parse(JSON.parse(body.trim().split("\n")[2] ?? ""));
  });
}

const routeThat = (fails: () => Promise<unknown>) =>
  definePublicRoute({ service: "web", summary: "Fails", unlimited: true, handler: fails });

test("a failure of ours is told with its trace id, its class and its places, and nothing that came in", async () => {
  const route = routeThat(async () => {
    extendTrace({ tenantId: "tenant-1", userId: "user-1" });
    throw new RangeError(`${CANARY} is wrong`, {
      cause: Object.assign(new Error(`Key (email)=(${CANARY}) exists`), { code: "23505" }),
    });
  });
  const { headers } = await callRoute(route, {
    path: `/api/v1/search?q=${CANARY}`,
    json: { query: CANARY },
    headers: { cookie: `session=${CANARY}`, authorization: `Bearer ${CANARY}` },
  });
  const [told] = await eventsReceived();
  const traceId = headers.get("x-trace-id");
  expect(told?.tags).toEqual({ trace_id: traceId, service: "web", tenant_id: "tenant-1" });
  expect(told?.user).toEqual({ id: "user-1" });
  expect(told?.contexts.trace.trace_id).toBe(traceId);
  expect(told?.exception?.values.map(({ type, value }) => [type, value])).toEqual([
    ["Error", "23505"],
    ["RangeError", ""],
  ]);
  const places = told?.exception?.values[1]?.stacktrace.frames.map(({ filename }) => filename);
  expect(places?.join()).toContain("report-error.test.ts");
  expect(JSON.stringify(sentry.received)).not.toContain(CANARY);
});

test("what a caller did wrong is told to nobody", async () => {
  await callRoute(routeThat(() => Promise.reject(new AppError("not_found", "Not there."))));
  await callRoute(routeThat(() => Promise.reject(new AppError("rate_limited", "Too often."))));
  expect(await eventsReceived()).toEqual([]);
});

test("an alert to the operators is told as a message", async () => {
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  runWithTrace({ traceId, service: "ops" }, () =>
    alertOperators("circuit_opened", "a dependency is left alone", { dependency: "openai" }),
  );
  const [told] = await eventsReceived();
  expect(told).toMatchObject({
    level: "fatal",
    message: "a dependency is left alone",
    tags: { trace_id: traceId, service: "ops" },
    extra: { dependency: "openai", alert: "circuit_opened" },
  });
});

test("a server that never answers holds up neither the answer nor the end for long", async () => {
  sentry.answers = () => undefined;
  const began = performance.now();
  const { status } = await callRoute(routeThat(() => Promise.reject(new Error("lost"))));
  expect(status).toBe(500);
  expect(performance.now() - began).toBeLessThan(1_000);
  await flushErrorReports();
  expect(performance.now() - began).toBeLessThan(4_000);
});
