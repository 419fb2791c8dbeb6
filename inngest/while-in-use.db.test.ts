import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { inngestClient } from "@/lib/platform/events/client";
import { undelivered } from "@/lib/domains/ops/undelivered-service";
import { relayOnce } from "@/lib/platform/events/relay";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { emptyEngine, startEngineProcess } from "@/lib/testing/job-engine";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import { serveProduct } from "@/lib/testing/product-on-engine";
import { runStatement } from "@/lib/testing/test-database";
import type { Service } from "@/scripts/processes/service";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
let engine: Service;
let product: Awaited<ReturnType<typeof serveProduct>>;

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  // What other tests have left would all be relayed, and worked at first.
  await runStatement(ownerUrl, "DELETE FROM outbox_event");
  engine = await startEngineProcess(runtimeUrl);
  product = await serveProduct(engine);
});
afterAll(async () => {
  await engine.stop();
  await product.stop();
});

const archive = (context: TenantContext, archivedAt: Date | null) =>
  withTenant(context, (tx) => tx.organization.updateMany({ data: { archivedAt } }));
const waiting = (context: TenantContext) =>
  withTenant(context, (tx) => tx.outboxEvent.findMany({ select: { id: true, data: true } }));

test("a job that the engine has already begins when its organization is restored, and no sooner", async () => {
  const context = await newOrganization();
  const { jobId } = await addContents(context, [textOf("Hours", "From nine to five.")]);
  const [event] = await waiting(context);
  await archive(context, new Date());
  // The engine has it from before: an event of its own outbox would wait there.
  const data = event!.data as Record<string, unknown>;
  await inngestClient().send({ id: event!.id, name: "knowledge/documents.ingest", data });
  await vi.waitFor(async () => expect(await waiting(context)).toHaveLength(2), {
    timeout: 20_000,
  });
  const documents = () =>
    withTenant(context, (tx) =>
      tx.knowledgeDocument.findMany({ select: { status: true, chunkCount: true } }),
    );
  expect(await documents()).toMatchObject([{ status: "queued", chunkCount: 0 }]);
  await relayOnce(undelivered);
  expect(await waiting(context)).toHaveLength(2);

  await archive(context, null);
  await relayOnce(undelivered);
  await vi.waitFor(async () => expect((await readJob(context, jobId)).status).toBe("succeeded"), {
    timeout: 90_000,
  });
  expect(await documents()).toMatchObject([{ status: "available" }]);
}, 150_000);
