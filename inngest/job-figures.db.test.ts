import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { stopJob } from "@/lib/domains/ops/jobs-control-service";
import { finishJob } from "@/lib/domains/ops/jobs-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { flushTelemetry } from "@/lib/platform/telemetry/start";
import type { TenantContext } from "@/lib/tenancy/context";
import { attributesOf, Collector } from "@/lib/testing/collector";
import { DrivenEngine } from "@/lib/testing/drive-function";
import { startEmbeddings, TOKENS_OF_A_CALL } from "@/lib/testing/embeddings";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import type { HttpReceiver } from "@/lib/testing/http-receiver";
import { newOrganization, textOf } from "@/lib/testing/knowledge";

let collector: Collector;
let embeddings: HttpReceiver;
let events: EventReceiver;
let engine: DrivenEngine;

beforeAll(async () => {
  embeddings = await startEmbeddings();
  Object.assign(process.env, {
    EMBEDDINGS_BASE_URL: `${embeddings.url}/v1`,
    EMBEDDINGS_MODEL: "vectors-stand-in",
    EMBEDDINGS_PRICE: "0.5",
  });
  collector = await Collector.start();
  events = await receiveEvents();
  engine = new DrivenEngine(events.url);
});
afterAll(async () => {
  await Promise.all([collector.http.stop(), embeddings.stop(), events.stop()]);
});
beforeEach(() => collector.empty());

/** A job of one document, with the event that starts it. */
async function oneJob() {
  const context = await newOrganization();
  const { jobId } = await addContents(context, [textOf("Hours", "From nine to five.")]);
  const { tenantId, organizationId, traceId } = context;
  return { context, jobId, data: { tenantId, organizationId, traceId, jobId, round: 1 } };
}

async function stepsTold() {
  await flushTelemetry();
  return collector.spans().filter(({ name }) => name.startsWith("job "));
}

/** How many jobs have ended so, since this process began: counters go on. */
async function endsOf(status: string): Promise<number> {
  await collector.empty();
  await flushTelemetry();
  const told = collector.countsOf("frontdesk.job.ends");
  return told.find(({ of }) => of["frontdesk.job.status"] === status)?.count ?? 0;
}

const finish = (context: TenantContext, jobId: string) =>
  withTenant(context, (tx) => finishJob(tx, { ...context, jobId, round: 1 }));

test("each step of a job is a span of its request's trace, above the calls that it makes", async () => {
  const { context, data } = await oneJob();
  await engine.run("knowledge-ingest-documents", { name: "knowledge/documents.ingest", data });
  await engine.run("knowledge-embed-documents", { name: "knowledge/documents.embed", data });
  const steps = await stepsTold();
  expect(steps.map((step) => [step.name, attributesOf(step)["frontdesk.step"]])).toEqual([
    ["job knowledge-ingest-documents", "plan"],
    ["job knowledge-ingest-documents", "index-0"],
    ["job knowledge-ingest-documents", "finish"],
    ["job knowledge-embed-documents", "embed"],
    ["job knowledge-embed-documents", "finish"],
  ]);
  expect(new Set(steps.map(({ traceId }) => traceId))).toEqual(new Set([context.traceId]));
  const call = collector.spans().find(({ name }) => name.startsWith("embeddings "));
  expect(call?.parentSpanId).toBe(steps[3]?.spanId);
  expect(attributesOf(call!)).toEqual({
    "gen_ai.operation.name": "embeddings",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "vectors-stand-in",
    "gen_ai.usage.input_tokens": TOKENS_OF_A_CALL,
    "frontdesk.cost_usd": 0.000_004,
    "frontdesk.dependency": "embeddings",
    "server.address": "127.0.0.1",
  });
  expect(collector.seriesOf("frontdesk.job.step.duration")).toEqual([
    { "frontdesk.job": "knowledge-ingest-documents", "frontdesk.outcome": "ok" },
    { "frontdesk.job": "knowledge-embed-documents", "frontdesk.outcome": "ok" },
  ]);
});

test("each attempt that fails is a span that says so, and the job's end is counted once", async () => {
  const answers = embeddings.answers;
  embeddings.answers = (response) => response.writeHead(400).end("{}");
  const { context, jobId, data } = await oneJob();
  await engine.run("knowledge-ingest-documents", { name: "knowledge/documents.ingest", data });
  const [failed, succeeded] = [await endsOf("failed"), await endsOf("succeeded")];
  const event = { name: "knowledge/documents.embed", data };
  await engine.run("knowledge-embed-documents", event, { retries: 1 });
  embeddings.answers = answers;
  const steps = await stepsTold();
  expect(steps.map(({ status }) => status.code)).toEqual([2, 2]);
  expect(collector.seriesOf("frontdesk.job.step.duration")).toContainEqual({
    "frontdesk.job": "knowledge-embed-documents",
    "frontdesk.outcome": "AppError",
  });
  await finish(context, jobId);
  expect(await endsOf("failed")).toBe(failed + 1);
  expect(await endsOf("succeeded")).toBe(succeeded);
});

test("ends are counted by kind and status, and one that is rolled back is none", async () => {
  const [done, stopped, undone] = [await oneJob(), await oneJob(), await oneJob()];
  const [succeeded, cancelled] = [await endsOf("succeeded"), await endsOf("cancelled")];
  await finish(done.context, done.jobId);
  await finish(done.context, done.jobId);
  await stopJob(stopped.context, stopped.jobId);
  const rolledBack = withTenant(undone.context, async (tx) => {
    await finishJob(tx, { ...undone.context, jobId: undone.jobId, round: 1 });
    throw new RangeError("after the end");
  });
  await expect(rolledBack).rejects.toThrow(RangeError);
  expect(await endsOf("succeeded")).toBe(succeeded + 1);
  expect(await endsOf("cancelled")).toBe(cancelled + 1);
  const kinds = collector.seriesOf("frontdesk.job.ends").map((told) => told["frontdesk.job.kind"]);
  expect(new Set(kinds)).toEqual(new Set(["knowledge.ingest"]));
});

test("a kind that this version does not know is counted under one name", async () => {
  const { context, jobId } = await oneJob();
  await withTenant(context, (tx) =>
    tx.job.updateMany({ where: { id: jobId }, data: { kind: "knowledge.of-tomorrow" } }),
  );
  await finish(context, jobId);
  await flushTelemetry();
  const kinds = collector.seriesOf("frontdesk.job.ends").map((told) => told["frontdesk.job.kind"]);
  expect(kinds).toContain("other");
  expect(kinds).not.toContain("knowledge.of-tomorrow");
});
