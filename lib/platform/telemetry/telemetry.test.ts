import { LLMock } from "@copilotkit/aimock";
import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { definePublicRoute } from "@/lib/http/define-route";
import { chatModel } from "@/lib/platform/ai/chat-model";
import { currentIds, outgoingTraceparent, runWithTrace } from "@/lib/platform/log/trace";
import { APP_ENV } from "@/lib/testing/app-env";
import { callRoute } from "@/lib/testing/call-route";
import { attributesOf, Collector } from "@/lib/testing/collector";
import { logged } from "@/lib/testing/captured-log";
import { receiveHttp } from "@/lib/testing/http-receiver";
import { observe } from "./metrics";
import { inSpan } from "./span";
import { flushTelemetry } from "./start";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const CANARY = "canary-5f1c";
const CALLER = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;

const model = new LLMock({ port: 0 });
let collector: Collector;

beforeAll(async () => {
  await model.start();
  model.on(
    { endpoint: "chat" },
    { content: "Yes.", usage: { prompt_tokens: 120, completion_tokens: 30 } },
  );
  collector = await Collector.start({
    ...APP_ENV,
    OPENAI_BASE_URL: `${model.url}/v1`,
    CHAT_MODEL: "gpt-stand-in",
    CHAT_PRICE_INPUT: "0.25",
    CHAT_PRICE_OUTPUT: "2",
  });
});
afterAll(() => Promise.all([collector.http.stop(), model.stop()]));
beforeEach(() => collector.empty());

const route = (handler: () => Promise<unknown>) =>
  definePublicRoute({ service: "web", summary: "For the tests", unlimited: true, handler });

test("a request's span is of its caller's trace, below its span, and what the request does is below that", async () => {
  let seen: unknown;
  let out: string | undefined;
  const { headers } = await callRoute(
    route(() =>
      inSpan("outside call", {}, async () => {
        seen = currentIds();
        out = outgoingTraceparent();
        return {};
      }),
    ),
    { path: "/api/v1/documents/42", params: { id: "42" }, headers: { traceparent } },
  );
  expect(headers.get("x-trace-id")).toBe(CALLER.traceId);
  await flushTelemetry();
  const [call, request] = collector.spans();
  expect(request).toMatchObject({
    traceId: CALLER.traceId,
    parentSpanId: CALLER.spanId,
    name: "GET /api/v1/documents/:id",
  });
  expect(attributesOf(request!)).toMatchObject({
    "http.route": "/api/v1/documents/:id",
    "http.response.status_code": 200,
  });
  expect(call).toMatchObject({ traceId: CALLER.traceId, parentSpanId: request!.spanId });
  expect(seen).toEqual({ traceId: CALLER.traceId, spanId: call!.spanId });
  expect(out).toBe(`00-${CALLER.traceId}-${call!.spanId}-01`);
  const line = logged.find((text) => text.includes(CALLER.traceId) && text.includes('"request"'));
  expect(JSON.parse(line!)).toMatchObject({
    trace_id: CALLER.traceId,
    span_id: request!.spanId,
    route: "/api/v1/documents/:id",
  });
});

test("work without a span above it begins one in its own trace, as a job's step does", async () => {
  const { traceId } = CALLER;
  await runWithTrace({ traceId, service: "kb" }, () => inSpan("step", {}, async () => undefined));
  await flushTelemetry();
  const [step] = collector.spans();
  expect(step).toMatchObject({ traceId, name: "step" });
  expect(step?.parentSpanId ?? "").toBe("");
});

test("a failed request is marked, and neither its span nor its figures tell what it was about", async () => {
  const failing = route(() =>
    Promise.reject(
      new Error(`no ${CANARY}`, { cause: new AppError("internal", `inner ${CANARY}`) }),
    ),
  );
  const path = `/api/v1/documents/${CANARY}?q=${CANARY}`;
  await callRoute(failing, { path, params: { id: CANARY }, method: "BREW" });
  // As Next marks its own spans: whole address, whole error.
  trace.getTracer("next.js").startActiveSpan(`GET /invitation/${CANARY}`, (own) => {
    own.setAttributes({ "http.target": path, "next.span_name": path, "http.route": "/x/[id]" });
    own.recordException(new Error(CANARY));
    own.setStatus({ code: 2, message: CANARY });
    own.end();
  });
  await flushTelemetry();
  const [request, own] = collector.spans();
  expect(request?.status.code).toBe(2);
  expect(own).toMatchObject({ name: "next.js /x/[id]", events: [] });
  expect(attributesOf(own!)).toEqual({ "http.route": "/x/[id]" });
  expect(JSON.stringify(collector.http.received)).not.toContain(CANARY);
  const durations = collector.seriesOf("http.server.request.duration");
  expect(durations).toContainEqual({
    "http.request.method": "_OTHER",
    "http.route": "/api/v1/documents/:id",
    "http.response.status_code": 500,
    "frontdesk.status_class": "5xx",
  });
});

const MODEL = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "gpt-stand-in",
};

/** Asks the chat model in a trace of the caller's, who records it or not. */
const askModel = (sampled: boolean) =>
  runWithTrace(
    { traceId: CALLER.traceId, service: "chat" },
    async () => {
      const turns = [{ role: "user" as const, content: `Say ${CANARY}` }];
      const { signal } = new AbortController();
      for await (const part of chatModel()!.stream(turns, 100, signal)) void part;
    },
    { ...CALLER, sampled },
  );

test("a model's call is a span of the client's, with the conventions' names and what it used", async () => {
  await askModel(true);
  await flushTelemetry();
  const [call, ...more] = collector.spans();
  expect(more).toEqual([]);
  expect(call).toMatchObject({
    ...{ name: "chat gpt-stand-in", kind: 3, status: { code: 0 } },
    ...{ traceId: CALLER.traceId, parentSpanId: CALLER.spanId },
  });
  expect(attributesOf(call!)).toEqual({
    ...MODEL,
    "gen_ai.usage.input_tokens": 120,
    "gen_ai.usage.output_tokens": 30,
    "frontdesk.cost_usd": 0.000_09,
    "frontdesk.dependency": "chat_model",
    "server.address": "127.0.0.1",
  });
  model.nextRequestError(503);
  await expect(askModel(true)).rejects.toThrow();
  await flushTelemetry();
  const failed = collector.spans()[1]!;
  expect(failed.status.code).toBe(2);
  expect(attributesOf(failed)).toMatchObject({ ...MODEL, "error.type": "http_503" });
  expect(JSON.stringify(collector.http.received)).not.toContain(CANARY);
});

test("calls of models are counted by their spans, recorded by their caller or not", async () => {
  await askModel(false);
  model.nextRequestError(500);
  await expect(askModel(false)).rejects.toThrow();
  observe("frontdesk.test.waiting", "{caller}", async () => [{ value: 3, of: { role: "app" } }]);
  await flushTelemetry();
  expect(collector.spans()).toEqual([]);
  for (const outcome of ["ok", "http_500"])
    expect(collector.seriesOf("frontdesk.dependency.call.duration")).toContainEqual({
      "frontdesk.dependency": "chat_model",
      "frontdesk.outcome": outcome,
    });
  expect(collector.seriesOf("gen_ai.client.token.usage")).toEqual([
    { ...MODEL, "gen_ai.token.type": "input" },
    { ...MODEL, "gen_ai.token.type": "output" },
  ]);
  const durations = collector.seriesOf("gen_ai.client.operation.duration");
  expect(durations).toContainEqual(MODEL);
  expect(durations).toContainEqual({ ...MODEL, "error.type": "http_500" });
  expect(collector.seriesOf("frontdesk.model.cost")).toEqual([MODEL]);
  expect(collector.seriesOf("frontdesk.test.waiting")).toEqual([{ role: "app" }]);
});

test("a collector that never answers, or is away, slows no request, and the log says so", async () => {
  const fine = route(async () => ({ ok: true }));
  const held: unknown[] = [];
  collector.http.answers = (response) => void held.push(response);
  const began = performance.now();
  for (let n = 0; n < 3_000; n += 1) await inSpan("many", {}, async () => undefined);
  const { status } = await callRoute(fine);
  expect(status).toBe(200);
  // Three thousand spans wait for a queue of two thousand.
  expect(performance.now() - began).toBeLessThan(2_000);
  const flushing = performance.now();
  await flushTelemetry();
  expect(performance.now() - flushing).toBeLessThan(4_000);
  expect(held.length).toBeGreaterThan(0);
  await collector.http.stop();
  expect((await callRoute(fine)).status).toBe(200);
  await flushTelemetry();
  const complaints = logged.filter((line) => line.includes("telemetry could not be handed on"));
  expect(complaints).toHaveLength(1);
  collector.http = await receiveHttp();
}, 20_000);
