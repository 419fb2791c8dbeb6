import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { deleteDocument } from "@/lib/domains/knowledge/service";
import { readJob, retryJob, stopJob } from "@/lib/domains/ops/jobs-control-service";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { sendMail } from "@/lib/platform/mail/send-mail";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { logged } from "@/lib/testing/captured-log";
import { DrivenEngine, waitingEvents } from "@/lib/testing/drive-function";
import { plainEmbedder } from "@/lib/testing/embeddings";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { page, serveSite, type TestSite } from "@/lib/testing/site";
import { stateOf } from "@/lib/testing/state-of";
import { emptyTables } from "@/lib/testing/test-database";
import { embedder } from "@/lib/platform/ai/embeddings";
import { JOB_FUNCTIONS } from "./functions";
import { JOB_CASES } from "@/lib/testing/job-cases";

vi.mock("@/lib/platform/mail/send-mail", { spy: true });
vi.mock("@/lib/platform/ai/embeddings", { spy: true });

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

let receiver: EventReceiver;
let engine: DrivenEngine;
let site: TestSite;

beforeAll(async () => {
  await emptyTables(inject("testDatabase").ownerUrl);
  site = await serveSite({
    "/": page("Acme", "Acme mends bicycles.", ["/hours"]),
    "/hours": page("Hours", "Open from nine to five."),
  });
  receiver = await receiveEvents();
  engine = new DrivenEngine(receiver.url);
});
afterAll(async () => {
  await receiver.stop();
  await site.stop();
});
beforeEach(() => {
  vi.mocked(sendMail).mockResolvedValue("sent");
  vi.mocked(embedder).mockReturnValue(plainEmbedder());
});

const mails = () => vi.mocked(sendMail).mock.calls.length;

const two = [textOf("Hours", "From nine to five."), textOf("Garage", "Behind the house.")];

/** Each of their events comes to one mail here. */
const MAILS = /^access-send-|^chat-|^insights-/;

test.each(JOB_FUNCTIONS.map(({ facts }) => facts.id))(
  "%s: delivered again, under other ids and in reverse order, ends in the same state",
  async (id) => {
    const make = JOB_CASES[id];
    expect(make, "each function has a case here").toBeDefined();
    const { context, events } = await make!(site.url);
    const before = mails();
    for (const event of events)
      expect(await engine.run(id, event)).toMatchObject({ status: "completed" });
    const once = await stateOf(context);
    const sent = mails();
    expect(events).not.toEqual([]);
    expect(sent - before).toBe(MAILS.test(id) ? events.length : 0);
    for (const event of [...events].reverse()) await engine.run(id, event);
    for (const event of events) await engine.run(id, event);
    expect(await stateOf(context)).toEqual(once);
    expect(mails()).toBe(sent);
    expect(once.jobs.filter(({ status }) => status === "running")).toEqual(
      // What ingestion hands on ends with the embedding.
      id === "knowledge-ingest-documents" ? [expect.anything()] : [],
    );

    const other = await make!(site.url);
    for (const event of [...other.events].reverse()) await engine.run(id, event);
    const shape = ({ jobs, documents, chunks, vectors }: typeof once) => [
      jobs.map(({ status }) => status),
      documents.map(({ status, vectors: of }) => [status, of]),
      chunks.map(({ text }) => text).sort(),
      vectors,
    ];
    expect(shape(await stateOf(other.context))).toEqual(shape(once));
  },
);

async function oneInvitation() {
  const context = await newOrganization();
  const made = await invite(context, { email: `${newId()}@example.test`, role: "member" });
  const [event] = await waitingEvents(context);
  return { context, ...made, event: event! };
}

const alerts = (from: number) =>
  logged.slice(from).filter((line) => line.includes('"alert":"job_dead_letter"'));

test("a job whose retries are used up has failed with a reason and its step, and operators are told once", async () => {
  const { context, jobId, event } = await oneInvitation();
  vi.mocked(sendMail).mockRejectedValue(
    new AppError("upstream_failed", "The mail could not be sent.", { internal: "secret detail" }),
  );
  const from = logged.length;
  expect(await engine.run("access-send-invitation", event, { retries: 2 })).toMatchObject({
    status: "failed",
  });
  const job = await readJob(context, jobId);
  expect(job).toMatchObject({
    status: "failed",
    attempts: 3,
    error: { code: "upstream_failed", message: "The mail could not be sent.", stage: "send" },
  });
  expect(job.finishedAt).not.toBeNull();
  expect(alerts(from)).toHaveLength(1);
  expect(alerts(from)[0]).toContain(jobId);
});

test("a function without a job tells operators of its failure with the error's class", async () => {
  const { events } = await JOB_CASES["access-send-account-mail"]!(site.url);
  vi.mocked(sendMail).mockRejectedValue(new AppError("upstream_failed", "The mail was refused."));
  const from = logged.length;
  const run = await engine.run("access-send-account-mail", events[0]!, { retries: 0 });
  expect(run).toMatchObject({ status: "failed" });
  expect(alerts(from).map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ function_id: "access-send-account-mail", error_class: "AppError" }),
  ]);
});

test("a job that fails while its row cannot be had is told so once it can", async () => {
  const { context, jobId, event } = await oneInvitation();
  const from = logged.length;
  const isTold = () => logged.slice(from).some((line) => line.includes("could not be settled yet"));
  let holder: Promise<unknown> | undefined;
  let ended = false;
  vi.mocked(sendMail).mockImplementation(async () => {
    const locked = Promise.withResolvers<void>();
    holder = withTenant(context, async (tx) => {
      // Again and again, since a transaction that idles is ended.
      while (!isTold() && !ended) {
        await tx.$queryRaw`SELECT id FROM job WHERE id = ${jobId}::uuid FOR UPDATE`;
        locked.resolve();
        await wait(100);
      }
    });
    await locked.promise;
    throw new Error("refused");
  });
  const run = await engine.run("access-send-invitation", event, { retries: 0 });
  ended = true;
  await holder;
  expect(isTold()).toBe(true);
  expect(run).toMatchObject({ status: "failed" });
  expect(await readJob(context, jobId)).toMatchObject({ status: "failed" });
  expect(alerts(from)).toHaveLength(1);
}, 120_000);

test("a failed job is done again once by two calls at the same moment, with attempts of its own", async () => {
  const { context, jobId, event } = await oneInvitation();
  vi.mocked(sendMail).mockRejectedValueOnce(new Error("refused"));
  await engine.run("access-send-invitation", event);
  await withEngine((tx) => tx.outboxEvent.deleteMany());
  const answers = await Promise.allSettled([retryJob(context, jobId), retryJob(context, jobId)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const events = await waitingEvents(context);
  expect(events).toHaveLength(1);
  expect(await readJob(context, jobId)).toMatchObject({ status: "queued", attempts: 0 });
  // What is left of the first round does nothing any more.
  const mails = vi.mocked(sendMail).mock.calls.length;
  await engine.run("access-send-invitation", event);
  expect(vi.mocked(sendMail).mock.calls).toHaveLength(mails);
  await engine.run("access-send-invitation", events[0]!);
  expect(vi.mocked(sendMail).mock.calls).toHaveLength(mails + 1);
  expect(await readJob(context, jobId)).toMatchObject({ status: "succeeded", attempts: 1 });
  await expect(retryJob(context, jobId)).rejects.toMatchObject({ code: "conflict" });
});

test("an event that does not fit its contract fails its job at once", async () => {
  const { context, jobId, event } = await oneInvitation();
  const run = await engine.run(
    "access-send-invitation",
    { ...event, data: { ...event.data, invitationId: "none" } },
    { retries: 6 },
  );
  expect(run).toEqual({ status: "failed", calls: 1 });
  expect(await readJob(context, jobId)).toMatchObject({ status: "failed" });
});

test("a cancelled job stops before its next step; its documents say so and are indexed when it is done again", async () => {
  const context = await newOrganization();
  const { jobId } = await addContents(context, two);
  const [event] = await waitingEvents(context);
  await withEngine((tx) => tx.outboxEvent.deleteMany());
  expect(await stopJob(context, jobId)).toMatchObject({ status: "cancelled" });
  const statuses = () =>
    withTenant(context, (tx) =>
      tx.knowledgeDocument.findMany({ select: { status: true, errorCode: true } }),
    );
  await engine.run("knowledge-ingest-documents", event!);
  expect(await statuses()).toEqual(two.map(() => ({ status: "failed", errorCode: "cancelled" })));
  expect(await readJob(context, jobId)).toMatchObject({ status: "cancelled", attempts: 0 });
  await expect(stopJob(context, jobId)).rejects.toMatchObject({
    code: "conflict",
    details: { reason: "ended" },
  });
  await retryJob(context, jobId);
  const [again] = await waitingEvents(context);
  await engine.run("knowledge-ingest-documents", again!);
  expect(await statuses()).toEqual(two.map(() => ({ status: "available", errorCode: null })));
});

test("a cancellation while a step is under way keeps the later ones from beginning", async () => {
  const context = await newOrganization();
  const { jobId } = await addContents(context, two);
  const [event] = await waitingEvents(context);
  await engine.run("knowledge-ingest-documents", event!);
  vi.mocked(embedder).mockReturnValue(plainEmbedder(() => stopJob(context, jobId)));
  const run = { name: "knowledge/documents.embed", data: event!.data };
  expect(await engine.run("knowledge-embed-documents", run)).toMatchObject({ status: "completed" });
  expect(await readJob(context, jobId)).toMatchObject({ status: "cancelled" });
});

test("a deletion cannot be cancelled", async () => {
  const context = await newOrganization();
  const { ids } = await addIndexed(context, two);
  const jobId = await deleteDocument(context, ids[0]!);
  await expect(stopJob(context, jobId)).rejects.toMatchObject({
    code: "conflict",
    details: { reason: "must_end" },
  });
});
