import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { withAuthLookup, withEngine, withTenant } from "@/lib/platform/db/transaction";
import { emitForAccount } from "@/lib/platform/events/outbox";
import { GIVE_UP_AFTER, relayOnce } from "@/lib/platform/events/relay";
import { newId } from "@/lib/core/ids";
import { logged } from "@/lib/testing/captured-log";
import { forgetCircuits } from "@/lib/testing/circuits";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import { skipPauses } from "@/lib/testing/sdk-pauses";
import type { TenantContext } from "@/lib/tenancy/context";
import { readJob, retryJob } from "./jobs-control-service";
import { undelivered } from "./undelivered-service";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const JSON_TYPE = "application/json";
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
afterEach(() => vi.restoreAllMocks());

beforeEach(async () => {
  await withEngine(async (tx) => {
    await tx.outboxEvent.deleteMany();
    await tx.accountOutboxEvent.deleteMany();
  });
  engine.received.length = engine.calls.length = 0;
  engine.refuses = () => false;
  logged.length = 0;
  forgetCircuits();
  skipPauses();
});

const add = async () =>
  (await addContents(context, [textOf("Hours", `From nine to five. ${newId()}`)])).jobId;

/** As many rounds of the relay as it takes to be tired of an event, each as if its pause had passed. */
async function relay(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await withEngine(async (tx) => {
      await tx.outboxEvent.updateMany({ data: { availableAt: new Date(0) } });
      await tx.accountOutboxEvent.updateMany({ data: { availableAt: new Date(0) } });
    });
    await relayOnce(undelivered);
  }
}

const waiting = () => withEngine((tx) => tx.outboxEvent.count());
const alerts = (name: string) => logged.filter((line) => line.includes(`"alert":"${name}"`));
const documentsOf = (jobId: string) =>
  withTenant(context, (tx) =>
    tx.knowledgeDocument.findMany({
      where: { jobId },
      select: { status: true, errorCode: true },
    }),
  );

test.each([
  [400, JSON_TYPE],
  [413, JSON_TYPE],
  // As a self-hosted Inngest calls its JSON.
  [400, "text/plain; charset=utf-8"],
])(
  "an event that the engine refuses with %i (%s) again and again is a dead letter, told once, and its job can be done again",
  async (status, type) => {
    const poison = await add();
    const sound = await add();
    engine.refusal = { status, type };
    engine.refuses = (events) => events.some(({ data }) => data["jobId"] === poison);

    await relay(GIVE_UP_AFTER - 1);
    expect(engine.received.map(({ data }) => data["jobId"])).toEqual([sound]);
    expect(await readJob(context, poison)).toMatchObject({ status: "queued" });
    expect(alerts("job_dead_letter")).toEqual([]);

    await relay(1);
    expect(await readJob(context, poison)).toMatchObject({
      status: "failed",
      error: { code: "event_refused", stage: "send" },
    });
    expect(await documentsOf(poison)).toEqual([{ status: "failed", errorCode: "event_refused" }]);
    expect(alerts("job_dead_letter")).toHaveLength(1);
    expect(alerts("job_dead_letter")[0]).toContain(`"job_id":"${poison}"`);
    expect(alerts("circuit_opened")).toEqual([]);

    expect(await waiting()).toBe(0);
    const { length } = engine.calls;
    await relay(2);
    expect(engine.calls).toHaveLength(length);

    engine.refuses = () => false;
    await retryJob(context, poison);
    await relay(1);
    expect(engine.received.at(-1)).toMatchObject({ data: { jobId: poison, round: 2 } });
    expect(await readJob(context, poison)).toMatchObject({ status: "queued" });
  },
);

test("a person's event that the engine refuses is given up and told too", async () => {
  engine.refusal = { status: 400, type: JSON_TYPE };
  engine.refuses = () => true;
  const { traceId } = context;
  await withAuthLookup((tx) =>
    emitForAccount(tx, "access/account-mail.requested", { traceId, accountTokenId: newId() }),
  );
  await relay(GIVE_UP_AFTER);
  expect(alerts("job_dead_letter")).toHaveLength(1);
  expect(await withEngine((tx) => tx.accountOutboxEvent.count())).toBe(0);
});

test.each([
  ["a key that it does not know", 401, JSON_TYPE],
  ["an address where no engine is", 404, "text/html"],
  ["a page of a proxy's", 400, "text/html"],
  ["too many", 429, JSON_TYPE],
  ["an error of its own", 500, JSON_TYPE],
])(
  "%s fails no job: it says why it waits, operators are told once by the breaker, and it is sent when it can be",
  async (_, status, type) => {
    const jobId = await add();
    engine.refusal = { status, type };
    engine.refuses = () => true;
    await relay(GIVE_UP_AFTER + 1);
    expect(await readJob(context, jobId)).toMatchObject({
      status: "retrying",
      error: { code: "unavailable", stage: "send" },
    });
    expect(await waiting()).toBe(1);
    expect(alerts("job_dead_letter")).toEqual([]);
    expect(alerts("circuit_opened")).toHaveLength(1);

    // As after the breaker's pause, when a probe reaches it.
    forgetCircuits();
    await relay(1);
    expect(await waiting()).toBe(1);

    engine.refuses = () => false;
    forgetCircuits();
    await relay(1);
    expect(engine.received).toMatchObject([{ data: { jobId } }]);
  },
);
