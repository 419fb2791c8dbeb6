import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "inngest/node";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { POST as addFaq } from "@/app/api/v1/faqs/route";
import { functions } from "@/inngest/functions";
import { inviteMember } from "@/lib/domains/access/members/actions";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { inngestClient } from "@/lib/platform/events/client";
import { undelivered } from "@/lib/domains/ops/undelivered-service";
import { relayOnce } from "@/lib/platform/events/relay";
import { withTenant } from "@/lib/platform/db/transaction";
import { startTelemetry } from "@/lib/platform/telemetry/start";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { logged } from "@/lib/testing/captured-log";
import { chatWith } from "@/lib/testing/chat";
import { startEmbeddings, TOKENS_OF_A_CALL } from "@/lib/testing/embeddings";
import type { HttpReceiver } from "@/lib/testing/http-receiver";
import { emptyEngine, engineKeys, startEngineProcess } from "@/lib/testing/job-engine";
import { startModel, type ModelStandIn } from "@/lib/testing/model";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import type { Service } from "@/scripts/processes/service";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});
const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
const outbox = mkdtempSync(join(tmpdir(), "frontdesk-one-trace-"));

let engine: Service;
let server: Server;
let embeddings: HttpReceiver;
let model: ModelStandIn;
let party: Party;

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  embeddings = await startEmbeddings();
  engine = await startEngineProcess(runtimeUrl);
  Object.assign(process.env, {
    INNGEST_BASE_URL: `http://${engine.address}`,
    INNGEST_EVENT_KEY: engineKeys.eventKey,
    INNGEST_SIGNING_KEY: engineKeys.signingKey,
    EMBEDDINGS_BASE_URL: `${embeddings.url}/v1`,
    EMBEDDINGS_API_KEY: "stand-in",
    EMBEDDINGS_MODEL: "vectors-stand-in",
    EMBEDDINGS_PRICE: "0.5",
    CHAT_PRICE_INPUT: "0.25",
    CHAT_PRICE_OUTPUT: "2",
    FRONTDESK_DATA_DIR: outbox,
  });
  model = await startModel({ silenceSeconds: 5 });
  await startTelemetry();
  server = createServer(serve({ client: inngestClient(), functions: functions() }));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`;
  expect((await fetch(url, { method: "PUT" })).status).toBe(200);
  party = await addParty();
  // What the party was made with, and what other tests have left, would all be relayed and worked at first.
  await runStatement(ownerUrl, "DELETE FROM outbox_event");
});
afterAll(async () => {
  await engine.stop();
  await embeddings.stop();
  await model.stop();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const line = z.looseObject({
  msg: z.string(),
  service: z.string(),
  trace_id: z.string().optional(),
  span_id: z.string().optional(),
  tenant_id: z.string().optional(),
  organization_id: z.string().optional(),
  user_id: z.string().optional(),
  latency_ms: z.number().optional(),
});
const linesOf = (id: string) =>
  logged.map((text) => line.parse(JSON.parse(text))).filter(({ trace_id }) => trace_id === id);
/** Of one event's name: the engine's clock may start other jobs of the organization meanwhile. */
const outboxRows = (name: string) =>
  withTenant(party.context, (tx) =>
    tx.outboxEvent.findMany({ where: { name }, select: { traceId: true } }),
  );

test("one trace id runs from a request through outbox, job and step to the model", async () => {
  const { tenantId, organizationId } = party.context;
  const answer = await callRoute(addFaq, {
    key: party.keys.secret,
    path: "/api/v1/faqs",
    json: { question: "Is there a garage?", answer: "Yes, behind the house." },
    headers: { traceparent },
  });
  const { jobId } = z.object({ jobId: z.uuid() }).parse(answer.body);
  expect(answer.headers.get("x-trace-id")).toBe(traceId);
  expect(await outboxRows("knowledge/documents.ingest")).toEqual([{ traceId }]);
  expect(linesOf(traceId)).toContainEqual(
    expect.objectContaining({
      ...{ msg: "request", service: "kb", method: "POST", route: "/api/v1/faqs", status: 202 },
      ...{ tenant_id: tenantId, organization_id: organizationId },
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      latency_ms: expect.any(Number) as number,
    }),
  );

  await relayOnce(undelivered);
  await vi.waitFor(
    async () => {
      await relayOnce(undelivered);
      expect((await readJob(party.context, jobId)).status).toBe("succeeded");
    },
    { timeout: 60_000, interval: 200 },
  );
  expect((await readJob(party.context, jobId)).traceId).toBe(traceId);
  const calls = embeddings.received.filter(({ path }) => path === "/v1/embeddings");
  expect(calls.length).toBeGreaterThan(0);
  for (const { headers } of calls) expect(headers["traceparent"]).toContain(`00-${traceId}-`);
  expect(linesOf(traceId)).toContainEqual(
    expect.objectContaining({
      ...{ msg: "outside call", dependency: "embeddings", operation: "embeddings", outcome: "ok" },
      ...{ tenant_id: tenantId, organization_id: organizationId, model: "vectors-stand-in" },
      ...{ input_tokens: TOKENS_OF_A_CALL, cost_usd: 0.000_004 },
      latency_ms: expect.any(Number) as number,
    }),
  );
}, 90_000);

test("one trace id runs from a question to the chat model, and the log tells what it took and cost", async () => {
  const { tenantId, organizationId } = party.context;
  const other = traceId.replace("4", "6");
  model.mock.on(
    { endpoint: "chat" },
    { content: "Behind the house [1].", usage: { prompt_tokens: 120, completion_tokens: 30 } },
  );
  const chat = chatWith({
    authorization: `Bearer ${party.keys.secret}`,
    traceparent: traceparent.replace("4", "6"),
  });
  expect(await chat.answerOf("Is there a garage?")).toMatchObject({ outcome: "answered" });
  const asked = model.mock.getRequests().map(({ headers }) => headers["traceparent"]);
  expect(asked).toEqual([expect.stringContaining(`00-${other}-`)]);
  const told = {
    ...{ tenant_id: tenantId, organization_id: organizationId, model: "gpt-stand-in" },
    ...{ input_tokens: 120, output_tokens: 30, cost_usd: 0.000_09 },
    latency_ms: expect.any(Number) as number,
  };
  const call = { dependency: "chat_model", operation: "chat", outcome: "ok" };
  for (const line of [{ msg: "outside call", ...call }, { msg: "model call settled" }])
    expect(linesOf(other)).toContainEqual(expect.objectContaining({ ...line, ...told }));
}, 90_000);

test("one trace id runs from an action through outbox and job to the mail", async () => {
  const other = traceId.replace("4", "5");
  request.headers = requestOf({
    cookie: party.sessions.owner,
    traceparent: traceparent.replace("4", "5"),
  });
  const email = "one.trace@example.test";
  expect(await inviteMember(party.slug, { email, role: "member" })).toMatchObject({ ok: true });
  expect(await outboxRows("access/invitation.created")).toEqual([{ traceId: other }]);
  expect(linesOf(other)).toContainEqual(
    expect.objectContaining({
      ...{ msg: "action", service: "web", status: 200, user_id: party.userIds.owner },
      latency_ms: expect.any(Number) as number,
    }),
  );
  await relayOnce(undelivered);
  // Those whom the parties had invited get their mails as well.
  await vi.waitFor(
    () =>
      expect(linesOf(other).filter(({ msg }) => msg.includes("mail was written"))).toHaveLength(1),
    { timeout: 60_000, interval: 200 },
  );
  const mails = readdirSync(join(outbox, "outbox")).map((file) =>
    readFileSync(join(outbox, "outbox", file), "utf8"),
  );
  expect(mails.filter((mail) => mail.includes(email))).toHaveLength(1);
  expect(logged.join("")).not.toContain(email);
}, 90_000);
