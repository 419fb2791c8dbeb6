import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { readJob, retryJob } from "@/lib/domains/ops/jobs-control-service";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { logged } from "@/lib/testing/captured-log";
import { forgetCircuits } from "@/lib/testing/circuits";
import { DrivenEngine, waitingEvents } from "@/lib/testing/drive-function";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { JOB_CASES } from "@/lib/testing/job-cases";
import { newOrganization } from "@/lib/testing/knowledge";
import { addMember } from "@/lib/testing/attacks/parties";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

let receiver: EventReceiver;
let engine: DrivenEngine;
let server: SMTPServer;
/** Whom the server refuses for good; everybody unless told otherwise. */
let isRefused: (address: string) => boolean;
/** With which words it refuses a recipient. */
let words: [number, string];
/** Whether it refuses the sender. */
let refusesSender: boolean;
let asked: string[];

const refusal = (responseCode: number, text: string) =>
  Object.assign(new Error(text), { responseCode });

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_, __, done) =>
      done(refusesSender ? refusal(550, "5.1.8 Sender's domain not found") : undefined),
    onRcptTo: ({ address }, _, done) => {
      asked.push(address);
      done(isRefused(address) ? refusal(...words) : undefined);
    },
    onData: (stream, _, done) => void stream.resume().once("end", () => done()),
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  receiver = await receiveEvents();
  engine = new DrivenEngine(receiver.url);
});
afterAll(async () => {
  delete process.env["SMTP_URL"];
  await receiver.stop();
  await new Promise<void>((done) => server.close(done));
});
beforeEach(() => {
  forgetCircuits();
  logged.length = 0;
  asked = [];
  isRefused = () => true;
  words = [550, "5.1.1 No such user"];
  refusesSender = false;
});

const alerts = () => logged.filter((line) => line.includes('"alert"'));
const jobIdOf = (event: { data: Record<string, unknown> } | undefined) =>
  String(event?.data["jobId"]);

async function oneInvitation() {
  const context = await newOrganization();
  const { jobId } = await invite(context, { email: `${newId()}@example.test`, role: "member" });
  const [event] = await waitingEvents(context);
  return { context, jobId, event: event! };
}

test("an invitation to an address that is refused has failed at once, says so, and alerts nobody", async () => {
  const { context, jobId, event } = await oneInvitation();
  const run = await engine.run("access-send-invitation", event, { retries: 6 });
  expect(run).toMatchObject({ status: "completed" });
  expect(asked).toHaveLength(1);
  expect(await readJob(context, jobId)).toMatchObject({
    status: "failed",
    attempts: 1,
    error: { code: "address_refused" },
  });
  expect(alerts()).toEqual([]);
  await engine.run("access-send-invitation", event);
  expect(asked).toHaveLength(1);
  isRefused = () => false;
  await retryJob(context, jobId);
  const again = (await waitingEvents(context)).find(({ data }) => data["round"] === 2);
  await engine.run("access-send-invitation", again!);
  expect(await readJob(context, jobId)).toMatchObject({ status: "succeeded" });
});

test("an address that could not be reached to the end of the retries fails the job so, and alerts nobody", async () => {
  words = [450, "4.1.2 Recipient address rejected: Domain not found"];
  const { context, jobId, event } = await oneInvitation();
  await engine.run("access-send-invitation", event, { retries: 2 });
  expect(asked).toHaveLength(3);
  expect(await readJob(context, jobId)).toMatchObject({
    status: "failed",
    attempts: 3,
    error: {
      code: "address_refused",
      message: expect.stringContaining("not be reached") as string,
    },
  });
  const { events } = await JOB_CASES["access-send-account-mail"]!("");
  const run = await engine.run("access-send-account-mail", events[0]!, { retries: 2 });
  expect(run).toMatchObject({ status: "completed" });
  expect(asked).toHaveLength(6);
  expect(alerts()).toEqual([]);
});

test("that the server refuses who sends fails the job after its retries, and operators are told", async () => {
  refusesSender = true;
  const { context, jobId, event } = await oneInvitation();
  const run = await engine.run("access-send-invitation", event, { retries: 2 });
  expect(run).toMatchObject({ status: "failed" });
  expect(await readJob(context, jobId)).toMatchObject({
    attempts: 3,
    error: { code: "upstream_failed" },
  });
  expect(alerts()).toHaveLength(1);
});

test("a link for an address that is refused is forgotten, and a stranger's typing alerts nobody", async () => {
  const { events } = await JOB_CASES["access-send-account-mail"]!("");
  const [event] = events;
  const count = () =>
    withAuthLookup((tx) =>
      tx.accountToken.count({ where: { id: event!.data["accountTokenId"] as string } }),
    );
  expect(await count()).toBe(1);
  const run = await engine.run("access-send-account-mail", event!, { retries: 6 });
  expect(run).toMatchObject({ status: "completed" });
  expect(asked).toHaveLength(1);
  expect(await count()).toBe(0);
  expect(alerts()).toEqual([]);
});

test("a visitor's address that is refused fails the job of their mail, which can be done again", async () => {
  const { context, events } = await JOB_CASES["chat-send-transcript"]!("");
  await engine.run("chat-send-transcript", events[0]!, { retries: 6 });
  const jobId = jobIdOf(events[0]);
  const failed = { status: "failed", error: { code: "address_refused" } };
  expect(await readJob(context, jobId)).toMatchObject(failed);
  expect(asked).toHaveLength(1);
  await retryJob(context, jobId);
  const again = (await waitingEvents(context)).find(({ data }) => data["round"] === 2);
  await engine.run("chat-send-transcript", again!);
  expect(asked).toHaveLength(2);
  expect(await readJob(context, jobId)).toMatchObject(failed);
  expect(alerts()).toEqual([]);
});

test.each(["chat-mail-members", "insights-mail-summary"])(
  "%s mails the others, and tells how many addresses are refused",
  async (id) => {
    const { context, events } = await JOB_CASES[id]!("");
    const gone = await addMember(context, "owner", "Kim Example");
    isRefused = (address) => address.startsWith(gone);
    await engine.run(id, events[0]!, { retries: 6 });
    expect(asked).toHaveLength(2);
    expect(await readJob(context, jobIdOf(events[0]))).toMatchObject({
      status: "succeeded",
      error: { code: "address_refused", message: expect.stringContaining("1 of 2") as string },
    });
    expect(alerts()).toEqual([]);
  },
);
