import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { withAuthLookup, withEngine, withTenant } from "@/lib/platform/db/transaction";
import { logged } from "@/lib/testing/captured-log";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { skipPauses } from "@/lib/testing/sdk-pauses";
import { newOrganization } from "@/lib/testing/knowledge";
import type { TenantContext } from "@/lib/tenancy/context";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { emit, emitForAccount } from "./outbox";
import { undelivered } from "@/lib/domains/ops/undelivered-service";
import { relayOnce, startRelay, wakeRelay } from "./relay";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

let engine: EventReceiver;
let context: TenantContext;
beforeAll(async () => {
  engine = await receiveEvents();
  Object.assign(process.env, {
    INNGEST_BASE_URL: engine.url,
    INNGEST_EVENT_KEY: "key-of-the-tests",
    INNGEST_SIGNING_KEY: "signkey-prod-00",
  });
  context = await newOrganization();
});
afterAll(() => engine.stop());

beforeEach(async () => {
  await withEngine(async (tx) => {
    await tx.outboxEvent.deleteMany();
    await tx.accountOutboxEvent.deleteMany();
  });
  engine.received = [];
  engine.calls = [];
  engine.refuses = () => false;
});

afterEach(() => vi.restoreAllMocks());

async function write(count = 1): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await withTenant(context, async (tx) => {
    for (const jobId of ids)
      await emit(tx, context, "knowledge/documents.ingest", { jobId, round: 1 });
  });
  return ids;
}

const jobsReceived = () => engine.received.map(({ data }) => data["jobId"]);
const left = () =>
  withEngine((tx) =>
    tx.outboxEvent.findMany({ select: { id: true, attempts: true, availableAt: true } }),
  );
const makeDue = () =>
  withEngine((tx) => tx.outboxEvent.updateMany({ data: { availableAt: new Date(0) } }));

describe("the outbox", () => {
  test("has an event only when its transaction has committed", async () => {
    const failed = withTenant(context, async (tx) => {
      await emit(tx, context, "knowledge/documents.ingest", { jobId: newId(), round: 1 });
      throw new Error("rolled back");
    });
    await expect(failed).rejects.toThrow("rolled back");
    expect(await relayOnce(undelivered)).toBe(0);
    const ids = await write(3);
    expect(await relayOnce(undelivered)).toBe(3);
    expect(jobsReceived().sort()).toEqual([...ids].sort());
    expect(await left()).toEqual([]);
  });

  test("of persons is sent with that of tenants", async () => {
    const [jobId] = await write();
    const accountTokenId = newId();
    const { traceId } = context;
    await withAuthLookup((tx) =>
      emitForAccount(tx, "access/account-mail.requested", { traceId, accountTokenId }),
    );
    expect(await relayOnce(undelivered)).toBe(2);
    expect(engine.received.map(({ data }) => data)).toContainEqual({ traceId, accountTokenId });
    expect(jobsReceived()).toContain(jobId);
    expect(await relayOnce(undelivered)).toBe(0);
  });

  test("tells ids alone", async () => {
    const [jobId] = await write();
    await relayOnce(undelivered);
    const { tenantId, organizationId, traceId } = context;
    expect(engine.received[0]!.data).toEqual({
      tenantId,
      organizationId,
      traceId,
      jobId,
      round: 1,
    });
  });

  test("is sent once by two relays", async () => {
    const ids = await write(250);
    const drain = async () => {
      while ((await relayOnce(undelivered)) > 0);
    };
    await Promise.all([drain(), drain()]);
    expect(jobsReceived()).toHaveLength(250);
    expect(new Set(jobsReceived())).toEqual(new Set(ids));
  });

  test("sends again with the same id after a crash between sending and removing", async () => {
    await write();
    // What such a crash leaves: the engine has the event, and the claim on it has run out.
    const [event] = await left();
    await relayOnce(undelivered);
    const [first] = engine.received;
    await withTenant(context, (tx) =>
      tx.outboxEvent.create({
        data: {
          tenantId: context.tenantId,
          organizationId: context.organizationId,
          id: event!.id,
          name: first!.name,
          traceId: context.traceId,
          data: JSON.parse(JSON.stringify(first!.data)),
        },
      }),
    );
    await relayOnce(undelivered);
    expect(engine.received.map(({ id }) => id)).toEqual([event!.id, event!.id]);
  });

  test("is not taken by another relay while one is sending", async () => {
    await write();
    let meanwhile: number | undefined;
    let asked: Promise<void> | undefined;
    engine.refuses = () => {
      asked = relayOnce(undelivered).then((sent) => void (meanwhile = sent));
      return false;
    };
    expect(await relayOnce(undelivered)).toBe(1);
    await asked;
    expect(meanwhile).toBe(0);
    expect(engine.calls).toHaveLength(1);
  });
});

describe("an engine that is away", () => {
  test("leaves the events in the outbox, each time for longer", async () => {
    skipPauses();
    await write(5);
    engine.refuses = () => true;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(await relayOnce(undelivered)).toBe(0);
      const rows = await left();
      expect(rows).toHaveLength(5);
      waits.push(Math.max(...rows.map((row) => row.availableAt.getTime() - Date.now())));
      await makeDue();
    }
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[2]).toBeGreaterThan(waits[0]!);
    // Not every event is tried when it is the engine that refuses.
    expect(new Set((await left()).map(({ attempts }) => attempts)).size).toBeGreaterThan(1);
    engine.refuses = () => false;
    expect(await relayOnce(undelivered)).toBe(5);
    expect(await left()).toEqual([]);
  });
});

describe("an event that the engine refuses", () => {
  test("stays alone, and the others are sent", async () => {
    skipPauses();
    const ids = await write(6);
    const poison = ids[2]!;
    engine.refuses = (events) => events.some(({ data }) => data["jobId"] === poison);
    expect(await relayOnce(undelivered)).toBe(5);
    expect(jobsReceived()).toHaveLength(5);
    expect(jobsReceived()).not.toContain(poison);
    expect(await left()).toMatchObject([{ attempts: 1 }]);
    const [later] = await write();
    expect(await relayOnce(undelivered)).toBe(1);
    expect(jobsReceived()).toContain(later);
  });
});

describe("the process's relay", () => {
  test("sends what was left behind, and at once what it is woken for", async () => {
    const [old] = await write();
    const relay = startRelay(undelivered);
    await vi.waitFor(() => expect(jobsReceived()).toEqual([old]));
    const [fresh] = await write();
    wakeRelay();
    await vi.waitFor(() => expect(jobsReceived()).toEqual([old, fresh]), { timeout: 1_500 });
    await relay.stop();
    await write();
    wakeRelay();
    expect(await left()).toHaveLength(1);
  });
});

test("the relay sends for nobody in particular, whoever woke it", async () => {
  const work = { traceId: newTraceId(), service: "kb", tenantId: context.tenantId } as const;
  logged.length = 0;
  const relay = runWithTrace(work, () => startRelay(undelivered));
  await write();
  runWithTrace(work, () => wakeRelay());
  await vi.waitFor(() => expect(engine.received).toHaveLength(1));
  await relay.stop();
  const lines = logged.filter((line) => line.includes("job_engine"));
  expect(lines).not.toHaveLength(0);
  const line = z
    .object({ trace_id: z.string(), latency_ms: z.number() })
    .parse(JSON.parse(lines[0]!));
  expect(engine.calls[0]?.["traceparent"]).toContain(`00-${line.trace_id}-`);
  expect(lines.filter((line) => line.includes(context.tenantId))).toEqual([]);
});

test("a relay stops though the engine does not answer, and leaves what it was sending", async () => {
  const held = Promise.withResolvers<void>();
  engine.held = held.promise;
  await write();
  const relay = startRelay(undelivered);
  await vi.waitFor(() => expect(engine.calls).toHaveLength(1));
  await relay.stop();
  expect(engine.received).toEqual([]);
  expect(await left()).toHaveLength(1);
  held.resolve();
  engine.held = undefined;
  await vi.waitFor(async () => expect(await left()).toEqual([]));
}, 8_000);
