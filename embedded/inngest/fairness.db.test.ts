import { setTimeout as wait } from "node:timers/promises";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { emit } from "@/lib/platform/events/outbox";
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

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const QUEUED = 1_000;
const STARTS_WITHIN_MS = 2_000;

const journal = new Journal();
let engine: Service;
let app: TestApplication;
let [busy, other]: TenantContext[] = [];

/** As the product's jobs: limited for each organization, so that others have the engine's other places. */
const functions = (client: Inngest) => [
  client.createFunction(
    {
      id: "work",
      triggers: [{ event: "knowledge/documents.ingest" }],
      concurrency: [{ key: "event.data.organizationId", limit: 2 }],
    },
    async ({ event, step }) => {
      const organization = String(event.data["organizationId"]);
      await step.run("begin", async () => {
        journal.note(`began ${organization}`);
        await wait(20);
      });
      await step.run("end", () => journal.note(`ended ${organization}`));
    },
  ),
];

/** Queues jobs as a service does: in the outbox, in one transaction with whatever they belong to. */
async function queue(context: TenantContext, count: number): Promise<void> {
  await withTenant(context, async (tx) => {
    for (let n = 0; n < count; n += 1) {
      await emit(tx, context, "knowledge/documents.ingest", { jobId: newId(), round: 0 });
    }
  });
  wakeRelay();
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
  busy = await newOrganization();
  other = await newOrganization();
});
afterAll(async () => {
  await app.stop();
  await engine.stop();
});

test("one tenant's 1,000 jobs keep no other's waiting", async () => {
  const relay = startRelay();
  for (let queued = 0; queued < QUEUED; queued += 100) await queue(busy!, 100);
  const waits: number[] = [];
  for (let n = 1; n <= 5; n += 1) {
    await queue(other!, 1);
    const queued = performance.now();
    await journal.until(`began ${other!.organizationId}`, n);
    waits.push(performance.now() - queued);
  }
  await relay.stop();
  // The middle one: what else the machine does may stretch any single one.
  expect(waits.toSorted((a, b) => a - b)[2]).toBeLessThan(STARTS_WITHIN_MS);
  // The first tenant's are under way all the while, and most of them still wait.
  const begun = journal.count(`began ${busy!.organizationId}`);
  expect(begun).toBeGreaterThan(0);
  expect(journal.count(`ended ${busy!.organizationId}`)).toBeLessThan(QUEUED / 2);
}, 60_000);
