import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { definePublicRoute } from "@/lib/http/define-route";
import { currentIds, outgoingTraceparent, runWithTrace } from "@/lib/platform/log/trace";
import { APP_ENV } from "@/lib/testing/app-env";
import { callRoute } from "@/lib/testing/call-route";
import { logged } from "@/lib/testing/captured-log";
import { receiveHttp, type HttpReceiver } from "@/lib/testing/http-receiver";
import { observe } from "./metrics";
import { inSpan } from "./span";
import { flushTelemetry, startTelemetry } from "./start";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const CANARY = "canary-5f1c";
const CALLER = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;

let collector: HttpReceiver;

beforeAll(async () => {
  collector = await receiveHttp();
  Object.assign(process.env, APP_ENV, { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
  await startTelemetry();
});
afterAll(() => collector.stop());
beforeEach(async () => {
  await flushTelemetry();
  collector.received.length = 0;
});

const attribute = z.object({
  key: z.string(),
  value: z.object({ stringValue: z.string().optional(), intValue: z.number().optional() }),
});
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(attribute),
  events: z.array(z.unknown()),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }),
});
const spans = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});
const points = z.object({ dataPoints: z.array(z.object({ attributes: z.array(attribute) })) });
const metric = z.object({
  name: z.string(),
  histogram: points.optional(),
  gauge: points.optional(),
  sum: points.optional(),
});
const metrics = z.object({
  resourceMetrics: z.array(
    z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(metric) })) }),
  ),
});

const bodiesOf = (path: string): unknown[] =>
  collector.received
    .filter((call) => call.path === path)
    .map(({ body }) => JSON.parse(body) as unknown);

function spansReceived() {
  return bodiesOf("/v1/traces").flatMap((body) =>
    spans
      .parse(body)
      .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)),
  );
}

const attributesOf = (point: { attributes: z.infer<typeof attribute>[] }) =>
  Object.fromEntries(
    point.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
  );

/** The attributes of every series of an instrument. */
const seriesOf = (instrument: string) =>
  bodiesOf("/v1/metrics")
    .flatMap((body) => metrics.parse(body).resourceMetrics)
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics))
    .filter(({ name }) => name === instrument)
    .flatMap(({ histogram, gauge, sum }) => (histogram ?? gauge ?? sum)?.dataPoints ?? [])
    .map(attributesOf);

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
  const [call, request] = spansReceived();
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
  const [step] = spansReceived();
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
  const [request, own] = spansReceived();
  expect(request?.status.code).toBe(2);
  expect(own).toMatchObject({ name: "next.js /x/[id]", events: [] });
  expect(attributesOf(own!)).toEqual({ "http.route": "/x/[id]" });
  expect(JSON.stringify(collector.received)).not.toContain(CANARY);
  const durations = seriesOf("http.server.request.duration");
  expect(durations).toContainEqual({
    "http.request.method": "_OTHER",
    "http.route": "/api/v1/documents/:id",
    "http.response.status_code": 500,
    "frontdesk.status_class": "5xx",
  });
});

test("calls out, models and steps of jobs are counted by their spans, recorded by their caller or not", async () => {
  const model = { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-stand-in" };
  const unsampled = { ...CALLER, sampled: false };
  await runWithTrace(
    { traceId: CALLER.traceId, service: "chat" },
    async () => {
      await inSpan("chat", { "frontdesk.dependency": "openai", ...model }, async (span) => {
        span.setAttributes({ "gen_ai.usage.input_tokens": 12, "frontdesk.cost_usd": 0.5 });
      });
      const late = () => Promise.reject(new RangeError("late"));
      await expect(inSpan("send", { "frontdesk.dependency": "smtp" }, late)).rejects.toThrow();
      await inSpan("step", { "frontdesk.job": "ops-sweep" }, async () => undefined);
    },
    unsampled,
  );
  observe("frontdesk.test.waiting", "{caller}", async () => [{ value: 3, of: { role: "app" } }]);
  await flushTelemetry();
  expect(spansReceived()).toEqual([]);
  expect(seriesOf("frontdesk.dependency.call.duration")).toEqual([
    { "frontdesk.dependency": "openai", "frontdesk.outcome": "ok" },
    { "frontdesk.dependency": "smtp", "frontdesk.outcome": "RangeError" },
  ]);
  expect(seriesOf("frontdesk.job.step.duration")).toEqual([
    { "frontdesk.job": "ops-sweep", "frontdesk.outcome": "ok" },
  ]);
  expect(seriesOf("gen_ai.client.token.usage")).toEqual([
    { ...model, "gen_ai.provider.name": "unknown", "gen_ai.token.type": "input" },
  ]);
  expect(seriesOf("gen_ai.client.operation.duration")).toHaveLength(1);
  expect(seriesOf("frontdesk.model.cost")).toHaveLength(1);
  expect(seriesOf("frontdesk.test.waiting")).toEqual([{ role: "app" }]);
});

test("a collector that never answers, or is away, slows no request, and the log says so", async () => {
  const fine = route(async () => ({ ok: true }));
  const held: unknown[] = [];
  collector.answers = (response) => void held.push(response);
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
  await collector.stop();
  expect((await callRoute(fine)).status).toBe(200);
  await flushTelemetry();
  const complaints = logged.filter((line) => line.includes("telemetry could not be handed on"));
  expect(complaints).toHaveLength(1);
  collector = await receiveHttp();
}, 20_000);
