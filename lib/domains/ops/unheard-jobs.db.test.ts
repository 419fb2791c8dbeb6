import { expect, test } from "vitest";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import { createJob } from "./jobs-service";
import { readJob, retryJob, stopJob } from "./jobs-control-service";
import { enterStep, noteFailure } from "./runs-service";
import { undelivered } from "./undelivered-service";
import { handOnUnheard } from "./unheard-jobs-service";

type Context = Awaited<ReturnType<typeof newOrganization>>;

const add = async (context: Context) =>
  (await addContents(context, [textOf("Hours", "From nine to five.")])).jobId;

const events = (context: Context) =>
  withEngine((tx) =>
    tx.outboxEvent.findMany({
      where: { tenantId: context.tenantId },
      select: { id: true, name: true, data: true, traceId: true },
      orderBy: { id: "asc" },
    }),
  );

/** As if the engine had taken all events. */
const takeAll = (context: Context) =>
  withEngine((tx) => tx.outboxEvent.deleteMany({ where: { tenantId: context.tenantId } }));

const wait = (context: Context, minutes: number) =>
  withTenant(context, (tx) =>
    tx.job.updateMany({ data: { queuedAt: new Date(Date.now() - minutes * 60_000) } }),
  );

test("a job that the engine took and never began is handed on again, by the same event", async () => {
  const context = await newOrganization();
  await add(context);
  const jobId = await add(context);
  await stopJob(context, jobId);
  await retryJob(context, jobId);
  const sent = await events(context);
  expect(sent.map(({ data }) => (data as { round: number }).round).sort()).toEqual([1, 1, 2]);
  await takeAll(context);

  await handOnUnheard(context);
  expect(await events(context)).toEqual([]);
  await wait(context, 11);
  await handOnUnheard(context);
  const again = sent.filter(({ data }) => {
    const { jobId: id, round } = data as { jobId: string; round: number };
    return id !== jobId || round === 2;
  });
  expect(await events(context)).toEqual(again);
  // What waits to be sent is not written twice.
  await handOnUnheard(context);
  expect(await events(context)).toEqual(again);
});

test("one that has begun, has ended or gathers its pages yet is left alone", async () => {
  const context = await newOrganization();
  const { tenantId, organizationId, traceId } = context;
  const jobId = await add(context);
  const data = { tenantId, organizationId, traceId, jobId, round: 1 };
  await enterStep({ name: "knowledge/documents.ingest", data }, 0);
  const failed = { stage: "index", code: "unavailable", message: "Away.", isRetried: true };
  await noteFailure(data, failed);
  await stopJob(context, await add(context));
  await withTenant(context, async (tx) => {
    const ingestJobId = await createJob(tx, context, "knowledge.ingest", { total: 2 });
    const site = { kind: "site", address: "https://shop.example/", schedule: "daily" } as const;
    await tx.source.create({
      data: { tenantId, organizationId, id: ingestJobId, ...site, ingestJobId },
    });
  });
  await takeAll(context);
  await wait(context, 60);
  await handOnUnheard(context);
  expect(await events(context)).toEqual([]);
});

test("one that was told to wait for the engine is handed on as well, and none after a day", async () => {
  const context = await newOrganization();
  const jobId = await add(context);
  const [event] = await events(context);
  const { name, data } = event as { name: string; data: Record<string, unknown> };
  await undelivered.delayed({ id: event?.id ?? "", name, data, attempts: 12 });
  expect(await readJob(context, jobId)).toMatchObject({ status: "retrying", startedAt: null });
  await takeAll(context);
  await wait(context, 24 * 60 + 1);
  await handOnUnheard(context);
  expect(await events(context)).toEqual([]);
  await wait(context, 23 * 60);
  await handOnUnheard(context);
  expect(await events(context)).toEqual([event]);
});
