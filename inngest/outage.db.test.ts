import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { sendMail } from "@/lib/platform/mail/send-mail";
import { breakerStates } from "@/lib/platform/resilience/registry";
import { logged } from "@/lib/testing/captured-log";
import { forgetCircuits } from "@/lib/testing/circuits";
import { DrivenEngine } from "@/lib/testing/drive-function";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { newOrganization } from "@/lib/testing/knowledge";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const RETRIES = 1;
const DAY_MS = 24 * 60 * 60 * 1_000;
let receiver: EventReceiver;
let engine: DrivenEngine;
let port: number;
let mails: string[];

/** A port where nobody listens, until the mail server comes back. */
async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return found;
}

async function startMailServer(): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _, done) =>
      void text(stream).then((content) => {
        mails.push(content);
        done();
      }),
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  return server;
}

beforeAll(async () => {
  port = await freePort();
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
  receiver = await receiveEvents();
  engine = new DrivenEngine(receiver.url);
});
afterAll(() => receiver.stop());
beforeEach(() => {
  mails = [];
  logged.length = 0;
  forgetCircuits();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => vi.useRealTimers());

/** An invitation whose mail is due while the breaker of the mail server is open. */
async function invitationInAnOutage() {
  const context = await newOrganization();
  const { jobId } = await invite(context, { email: `${newId()}@example.test`, role: "member" });
  const [row] = await withTenant(context, (tx) => tx.outboxEvent.findMany());
  const mail = { to: "robin@example.test", subject: "One", text: "Two" };
  const { signal } = new AbortController();
  for (let call = 0; call < 5; call += 1) await expect(sendMail(mail, signal)).rejects.toThrow();
  expect(breakerStates()).toMatchObject([{ dependency: "mail", state: "open" }]);
  const event = { name: row!.name, data: row!.data as Record<string, unknown> };
  const run = () => engine.run("access-send-invitation", event, { retries: RETRIES });
  return { read: () => readJob(context, jobId), run };
}

const alerts = () => logged.filter((line) => line.includes('"alert":"job_dead_letter"'));

test("a job waits for longer than its attempts would last, and goes on when the provider is back", async () => {
  const { read, run } = await invitationInAnOutage();
  let server: SMTPServer | undefined;
  const seen = new Set<string>();
  let sleeps = 0;
  engine.slept = async (until) => {
    vi.setSystemTime(until);
    const { status, error } = await read();
    seen.add(`${status} ${error?.code} ${error?.stage}`);
    sleeps += 1;
    if (sleeps === 10) server = await startMailServer();
  };
  expect(await run()).toMatchObject({ status: "completed" });
  await new Promise<void>((closed) => server!.close(() => closed()));
  expect(sleeps).toBe(10);
  expect(mails).toHaveLength(1);
  expect([...seen]).toEqual(["retrying unavailable send"]);
  expect(await read()).toMatchObject({ status: "succeeded" });
  expect(alerts()).toEqual([]);
});

test("a job whose provider is away for a day is a dead letter with the reason", async () => {
  const { read, run } = await invitationInAnOutage();
  // The longest pauses, so that the day has few.
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const began = Date.now();
  engine.slept = (until) => void vi.setSystemTime(until);
  expect(await run()).toMatchObject({ status: "failed" });
  expect(Date.now() - began).toBeGreaterThanOrEqual(DAY_MS);
  expect(Date.now() - began).toBeLessThan(1.1 * DAY_MS);
  expect(await read()).toMatchObject({
    status: "failed",
    error: { code: "unavailable", stage: "send", message: expect.stringContaining("for a day") },
  });
  expect(alerts()).toHaveLength(1);
});
