import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { awaitPerson } from "@/lib/domains/chat/inbox/waiting-service";
import { requestTranscript } from "@/lib/domains/chat/visitor/transcript-service";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { startCheck } from "@/lib/domains/knowledge/check/check-service";
import { deleteDocument } from "@/lib/domains/knowledge/service";
import { startDueSummary } from "@/lib/domains/insights/summary/start-service";
import { addSource } from "@/lib/domains/knowledge/sources/service";
import { startSorting } from "@/lib/domains/quality/gaps/cluster-service";
import { startRun } from "@/lib/domains/quality/tests/run-service";
import { addTestQuestion } from "@/lib/domains/quality/tests/service";
import { readJob, retryJob, stopJob } from "@/lib/domains/ops/jobs-control-service";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { sendMail } from "@/lib/platform/mail/send-mail";
import { chatOf } from "@/lib/testing/chat";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { logged } from "@/lib/testing/captured-log";
import { DrivenEngine, type DeliveredEvent, waitingEvents } from "@/lib/testing/drive-function";
import { plainEmbedder } from "@/lib/testing/embeddings";
import { askedBefore, thisMonday } from "@/lib/testing/insights";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { page, serveSite, type TestSite } from "@/lib/testing/site";
import type { TenantContext } from "@/lib/tenancy/context";
import { stateOf } from "@/lib/testing/state-of";
import { embedder } from "@/lib/platform/ai/embeddings";
import { JOB_FUNCTIONS } from "./functions";

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
  vi.mocked(sendMail).mockResolvedValue(undefined);
  vi.mocked(embedder).mockReturnValue(plainEmbedder());
});

const mails = () => vi.mocked(sendMail).mock.calls.length;

type Made = { context: TenantContext; events: DeliveredEvent[] };

const two = [textOf("Hours", "From nine to five."), textOf("Garage", "Behind the house.")];

/** What starts each function, twice where the order can matter. */
const CASES: Record<string, () => Promise<Made>> = {
  "knowledge-ingest-documents": async () => {
    const context = await newOrganization();
    await addContents(context, [textOf("Hours", "From nine to five.", "hours")]);
    await addContents(context, [textOf("Hours", "From ten to six.", "hours")]);
    return { context, events: await waitingEvents(context) };
  },
  "knowledge-embed-documents": async () => {
    const context = await newOrganization();
    await addIndexed(context, two.slice(0, 1));
    await addIndexed(context, two.slice(1));
    const events = await waitingEvents(context);
    return {
      context,
      events: events.map(({ data }) => ({ name: "knowledge/documents.embed", data })),
    };
  },
  "knowledge-purge-document": async () => {
    const context = await newOrganization();
    const { ids } = await addIndexed(context, two);
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    for (const id of ids) await deleteDocument(context, id);
    return { context, events: await waitingEvents(context) };
  },
  "knowledge-sync-site": async () => {
    const context = await newOrganization();
    await addSource(context, { address: `${site.url}/`, schedule: "off" });
    return { context, events: await waitingEvents(context) };
  },
  "knowledge-check-documents": async () => {
    // By words alone: it waits for no vectors.
    vi.mocked(embedder).mockReturnValue(undefined);
    const context = await newOrganization();
    await addIndexed(context, two);
    await withTenant(context, (tx) => startCheck(tx, context));
    const events = await waitingEvents(context);
    return { context, events: events.filter(({ name }) => name === "knowledge/documents.check") };
  },
  "quality-sort-questions": async () => {
    const context = await newOrganization();
    await addIndexed(context, two);
    const chat = await chatOf(context);
    for (const question of ["Do you sell pizza?", "Is there a swimming pool?"])
      expect(await chat.answerOf(question)).toMatchObject({ outcome: "no_answer" });
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    await startSorting(context);
    return { context, events: await waitingEvents(context) };
  },
  "quality-run-tests": async () => {
    const context = await newOrganization();
    const { ids } = await addIndexed(context, two);
    await addTestQuestion(context, {
      question: "When do you open?",
      documentId: ids[0]!,
      words: [],
    });
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    await startRun(context);
    return { context, events: await waitingEvents(context) };
  },
  "chat-send-transcript": async () => {
    const context = await newOrganization();
    const chat = await chatOf(context);
    const { conversationId } = await chat.answerOf("When do you open?");
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    for (const name of ["kim", "robin"]) {
      const email = `${name}-${newId()}@example.test`;
      await requestTranscript(context, conversationId, { email }, newId());
    }
    return { context, events: await waitingEvents(context) };
  },
  "chat-mail-members": async () => {
    const context = await newOrganization();
    const chat = await chatOf(context);
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    for (const question of ["Is anybody there?", "May I talk to a person?"]) {
      const { conversationId } = await chat.answerOf(question);
      await withTenant(context, (tx) => awaitPerson(tx, context, conversationId));
    }
    return { context, events: await waitingEvents(context) };
  },
  "insights-mail-summary": async () => {
    const context = await newOrganization();
    await askedBefore(context, 3);
    await startDueSummary(context, thisMonday(8));
    return { context, events: await waitingEvents(context) };
  },
  "access-send-invitation": async () => {
    const context = await newOrganization();
    for (let n = 0; n < 2; n += 1)
      await invite(context, { email: `${newId()}@example.test`, role: "member" });
    return { context, events: await waitingEvents(context) };
  },
  "access-send-account-mail": async () => {
    const context = await newOrganization();
    const rows = await withEngine((tx) =>
      tx.accountOutboxEvent.findMany({ orderBy: { id: "desc" }, take: 1 }),
    );
    return {
      context,
      events: rows.map(({ name, data }) => ({ name, data: data as Record<string, unknown> })),
    };
  },
  "access-seal-audit": async () => {
    const context = await newOrganization();
    await addContents(context, two);
    return { context, events: [{ name: "inngest/scheduled.timer", data: {} }] };
  },
  "ops-sweep": async () => {
    const context = await newOrganization();
    await addIndexed(context, two);
    return { context, events: [{ name: "inngest/scheduled.timer", data: {} }] };
  },
};

/** Each of their events comes to one mail here. */
const MAILS = /^access-send-|^chat-|^insights-/;

test.each(JOB_FUNCTIONS.map(({ facts }) => facts.id))(
  "%s: delivered again, under other ids and in reverse order, ends in the same state",
  async (id) => {
    const make = CASES[id];
    expect(make, "each function has a case here").toBeDefined();
    const { context, events } = await make!();
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

    const other = await make!();
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
  const { events } = await CASES["access-send-account-mail"]!();
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
