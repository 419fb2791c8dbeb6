import { setTimeout as wait } from "node:timers/promises";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { emit } from "@/lib/platform/events/outbox";
import { undelivered } from "@/lib/domains/ops/undelivered-service";
import { startRelay, wakeRelay } from "@/lib/platform/events/relay";
import type { TenantContext } from "@/lib/tenancy/context";
import {
  emptyEngine,
  engineKeys,
  serveFunctions,
  startEngineProcess,
  type TestApplication,
} from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";
import { newOrganization } from "../../lib/testing/knowledge";
import type { Service } from "../../scripts/processes/service.ts";
import { PLACES } from "./dispatcher";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
/** Of the functions here, by their limits. */
const EVENTS = { 2: "knowledge/documents.ingest", 6: "knowledge/documents.embed" } as const;
type Limit = keyof typeof EVENTS;
const STARTS_WITHIN_MS = 2_000;

const journal = new Journal();
let engine: Service;
let app: TestApplication;

/** As the product's jobs: limited for each tenant, here to as many as all its functions together have. */
const functions = (client: Inngest) =>
  ([2, 6] as const).map((limit) =>
    client.createFunction(
      {
        id: `work-${limit}`,
        triggers: [{ event: EVENTS[limit] }],
        concurrency: [{ key: "event.data.tenantId", limit }],
      },
      async ({ event, step }) => {
        const tenant = String(event.data["tenantId"]);
        await step.run("begin", async () => {
          journal.note(`began ${tenant}`);
          await wait(20);
        });
        await step.run("end", () => journal.note(`ended ${tenant}`));
      },
    ),
  );

/** Queues jobs as a service does: in the outbox, in one transaction with whatever they belong to. */
async function queue(context: TenantContext, count: number, limit: Limit): Promise<void> {
  await withTenant(context, async (tx) => {
    for (let n = 0; n < count; n += 1) {
      await emit(tx, context, EVENTS[limit], { jobId: newId(), round: 0 });
    }
  });
  wakeRelay();
}

/** Until the engine has all that was queued. */
async function relayed(): Promise<void> {
  const left = () => withEngine((tx) => tx.outboxEvent.count());
  await expect.poll(left, { timeout: 30_000, interval: 50 }).toBe(0);
}

/** The middle one of five waits of one job until it begins: what else the machine does may stretch any single one. */
async function waitOf(context: TenantContext, limit: Limit): Promise<number> {
  const waits: number[] = [];
  for (let n = 1; n <= 5; n += 1) {
    await queue(context, 1, limit);
    const queued = performance.now();
    await journal.until(`began ${context.tenantId}`, n);
    waits.push(performance.now() - queued);
  }
  return waits.toSorted((a, b) => a - b)[2]!;
}

/** That a tenant's jobs are under way, and more of them still wait than could ever run at once. */
function expectBusy({ tenantId }: TenantContext, queued: number): void {
  const began = journal.count(`began ${tenantId}`);
  expect(began).toBeGreaterThan(0);
  expect(queued - began).toBeGreaterThan(PLACES);
}

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  await withEngine((tx) => tx.outboxEvent.deleteMany());
  engine = await startEngineProcess(runtimeUrl);
  app = await serveFunctions("fairness", engine.address, functions);
  Object.assign(process.env, {
    INNGEST_BASE_URL: `http://${engine.address}`,
    INNGEST_EVENT_KEY: engineKeys.eventKey,
    INNGEST_SIGNING_KEY: engineKeys.signingKey,
  });
  expect(await app.register()).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("one tenant's 1,000 jobs keep no other's waiting", async () => {
  const [busy, other] = [await newOrganization(), await newOrganization()];
  const relay = startRelay(undelivered);
  for (let queued = 0; queued < 1_000; queued += 100) await queue(busy, 100, 2);
  await relayed();
  expect(await waitOf(other, 2)).toBeLessThan(STARTS_WITHIN_MS);
  expectBusy(busy, 1_000);
  await relay.stop();
}, 90_000);

test("three tenants whose jobs would take all places keep no other's waiting", async () => {
  const busy = [await newOrganization(), await newOrganization(), await newOrganization()];
  const other = await newOrganization();
  const relay = startRelay(undelivered);
  for (const context of busy) await queue(context, 600, 6);
  await relayed();
  expect(await waitOf(other, 6)).toBeLessThan(STARTS_WITHIN_MS);
  for (const context of busy) expectBusy(context, 600);
  await relay.stop();
}, 90_000);
