import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { failBatch } from "@/lib/domains/knowledge/ingestion/service";
import { readJob, retryJob, stopJob } from "@/lib/domains/ops/jobs-control-service";
import { finishJob, setJobRemaining } from "@/lib/domains/ops/jobs-service";
import { failRun } from "@/lib/domains/ops/runs-service";
import { newId } from "@/lib/core/ids";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { sendMail } from "@/lib/platform/mail/send-mail";
import { logged } from "@/lib/testing/captured-log";
import { DrivenEngine, waitingEvents } from "@/lib/testing/drive-function";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { indexJob, newOrganization, textOf } from "@/lib/testing/knowledge";
import { runStatement } from "@/lib/testing/test-database";
import type { TenantContext } from "@/lib/tenancy/context";

vi.mock("@/lib/platform/mail/send-mail", { spy: true });
vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const INGEST = "knowledge-ingest-documents";
const { ownerUrl } = inject("testDatabase");
let receiver: EventReceiver;
let engine: DrivenEngine;
let context: TenantContext;

beforeAll(async () => {
  receiver = await receiveEvents();
  engine = new DrivenEngine(receiver.url);
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  context = await newOrganization();
  logged.length = 0;
});

const statuses = () =>
  withTenant(context, async (tx) => {
    const rows = await tx.knowledgeDocument.findMany({ select: { status: true } });
    return rows.map(({ status }) => status);
  });

/** A job of two documents, which, if `again`, was cancelled and is done again: its second round waits. */
async function twoDocuments({ again = true } = {}) {
  const { jobId, documents } = await addContents(context, [
    textOf("Hours", "From nine to five."),
    textOf("Garage", "Behind the house."),
  ]);
  const [event] = await waitingEvents(context);
  if (again) {
    await stopJob(context, jobId);
    await retryJob(context, jobId);
  }
  const ofRound = (round: number) => ({ ...context, jobId, round });
  return { jobId, event: event!, ofRound, ids: documents.map(({ id }) => id) };
}

const alerts = () => logged.filter((line) => line.includes('"alert":"job_dead_letter"'));

test("what an earlier round tells late neither moves nor ends the job", async () => {
  const { jobId, ofRound } = await twoDocuments();
  const untouched = { status: "queued", progress: { done: 0, total: 4 }, finishedAt: null };
  await withTenant(context, (tx) => setJobRemaining(tx, ofRound(1), 1));
  expect(await readJob(context, jobId)).toMatchObject(untouched);
  const reason = { code: "internal", message: "late" };
  await withTenant(context, (tx) => finishJob(tx, ofRound(1), reason));
  expect(await readJob(context, jobId)).toMatchObject(untouched);
  await withTenant(context, (tx) => finishJob(tx, ofRound(1)));
  expect(await readJob(context, jobId)).toMatchObject(untouched);

  await withTenant(context, (tx) => setJobRemaining(tx, ofRound(2), 1));
  expect(await readJob(context, jobId)).toMatchObject({ progress: { done: 3 } });
  await withTenant(context, (tx) => finishJob(tx, ofRound(2)));
  expect(await readJob(context, jobId)).toMatchObject({ status: "succeeded" });
});

test("a step that goes on while its job is cancelled and done again leaves the new round to its own", async () => {
  const { jobId } = await invite(context, { email: `${newId()}@example.test`, role: "member" });
  const [first] = await waitingEvents(context);
  vi.mocked(sendMail).mockResolvedValue("sent");
  vi.mocked(sendMail).mockImplementationOnce(async () => {
    await stopJob(context, jobId);
    await retryJob(context, jobId);
    return "sent";
  });
  await engine.run("access-send-invitation", first!);
  expect(await readJob(context, jobId)).toMatchObject({ status: "queued", attempts: 0 });
  const second = (await waitingEvents(context)).find(({ data }) => data["round"] === 2);
  await engine.run("access-send-invitation", second!);
  expect(await readJob(context, jobId)).toMatchObject({ status: "succeeded", attempts: 1 });
});

test("a run of an earlier round that fails late gives up nothing of the later one", async () => {
  const { jobId, event, ofRound, ids } = await twoDocuments();
  await engine.fail(INGEST, event);
  expect(await statuses()).toEqual(["queued", "queued"]);
  await failBatch(ofRound(1), ids);
  expect(await statuses()).toEqual(["queued", "queued"]);
  expect(await readJob(context, jobId)).toMatchObject({ status: "queued" });
  expect(alerts()).toEqual([]);
});

/** Has the database refuse, until it is called off, that a job fails: whoever comes so far goes no further. */
async function refuseFailure(jobId: string): Promise<() => Promise<unknown>> {
  const name = `refuse_${jobId.replaceAll("-", "")}`;
  await runStatement(
    ownerUrl,
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$;
     CREATE TRIGGER ${name} BEFORE UPDATE ON job FOR EACH ROW
     WHEN (NEW.id = '${jobId}' AND NEW.status = 'failed') EXECUTE FUNCTION ${name}()`,
  );
  return () => runStatement(ownerUrl, `DROP FUNCTION ${name} CASCADE`);
}

test("a failure that is cut off before its end has done nothing, and is done whole by the next call", async () => {
  const { jobId, event, ofRound } = await twoDocuments({ again: false });
  const allow = await refuseFailure(jobId);
  const settle = async (tx: TenantTransaction) => {
    await tx.knowledgeDocument.updateMany({ data: { status: "failed" } });
  };
  try {
    await expect(failRun(ofRound(1), settle)).rejects.toThrow();
    expect(await engine.fail(INGEST, event)).toMatchObject({ status: "failed" });
  } finally {
    await allow();
  }
  expect(await statuses()).toEqual(["queued", "queued"]);
  expect(await readJob(context, jobId)).toMatchObject({ status: "queued", finishedAt: null });
  expect(await engine.fail(INGEST, event)).toMatchObject({ status: "completed" });
  expect(await statuses()).toEqual(["failed", "failed"]);
  expect(await readJob(context, jobId)).toMatchObject({ status: "failed" });
});

test("a run that fails when its documents are indexed fails its job for its own reason, and is done again", async () => {
  const { jobId, event } = await twoDocuments({ again: false });
  await indexJob(context, jobId);
  await engine.fail(INGEST, event);
  expect(await statuses()).toEqual(["available", "available"]);
  expect(await readJob(context, jobId)).toMatchObject({
    status: "failed",
    error: { code: "internal" },
  });
  expect(await retryJob(context, jobId)).toMatchObject({ status: "queued" });
});

test("a failure that was kept, and not answered, is told to the operators by the call that follows", async () => {
  const { jobId, event } = await twoDocuments({ again: false });
  await engine.fail(INGEST, event);
  const kept = await readJob(context, jobId);
  expect(kept.status).toBe("failed");
  // As after a process that died between the commit and the alert.
  logged.length = 0;
  await engine.fail(INGEST, event);
  expect(alerts()).toHaveLength(1);
  expect(alerts()[0]).toContain(jobId);
  expect(await readJob(context, jobId)).toEqual(kept);
});
