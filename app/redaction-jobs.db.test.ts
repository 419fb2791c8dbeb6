import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { askForPasswordReset } from "@/lib/domains/access/mailbox/actions";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { createAccount } from "@/lib/domains/access/sign-up";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { deleteDocument } from "@/lib/domains/knowledge/service";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { newTraceId } from "@/lib/platform/log/trace";
import { buildPdf } from "@/lib/platform/parsing/testing/pdf";
import type { TenantContext } from "@/lib/tenancy/context";
import { logged } from "@/lib/testing/captured-log";
import { forgetCircuits } from "@/lib/testing/circuits";
import { apiOf } from "@/lib/testing/documents-api";
import {
  DrivenEngine,
  type DeliveredEvent,
  type DrivenRun,
  waitingEvents,
} from "@/lib/testing/drive-function";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { receiveHttp, type HttpReceiver } from "@/lib/testing/http-receiver";
import { engineKeys } from "@/lib/testing/job-engine";
import { textOf } from "@/lib/testing/knowledge";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { ownStorage } from "@/lib/testing/storage";
import {
  canary,
  EMAIL,
  MARK,
  MESSAGE,
  PERSON,
  quoteTheCall,
  reportTo,
  watchWhatIsTold,
} from "@/lib/testing/told";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});
const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});
ownStorage();

const mails: string[] = [];
let refuses = false;
// It quotes what it does not like, as mail servers do.
const mailServer = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  onAuth: ({ username, password }, _, done) =>
    refuses && password
      ? done(new Error(`${username} with ${password} is not known here`))
      : done(null, { user: username ?? "" }),
  onData: (stream, _, done) => {
    void text(stream).then((mail) => {
      mails.push(mail);
      done();
    });
  },
});
let outside: HttpReceiver;
let events: EventReceiver;
let engine: DrivenEngine;
let context: TenantContext;

beforeAll(async () => {
  [outside, events] = [await receiveHttp(), await receiveEvents()];
  outside.answers = quoteTheCall;
  await once(mailServer.listen(0, "127.0.0.1"), "listening");
  const { port } = mailServer.server.address() as AddressInfo;
  Object.assign(process.env, {
    EMBEDDINGS_API_KEY: `sk-${canary("embeddings")}`,
    EMBEDDINGS_BASE_URL: `${outside.url}/v1`,
    SMTP_URL: `smtp://user:${canary("smtp")}@127.0.0.1:${port}`,
    MAIL_FROM: `${PERSON} <from-${EMAIL}>`,
    INNGEST_BASE_URL: events.url,
    INNGEST_EVENT_KEY: engineKeys.eventKey,
    INNGEST_SIGNING_KEY: engineKeys.signingKey,
  });
  await reportTo(outside);
  engine = new DrivenEngine(events.url);
  ({ context } = await createAccount(
    {
      ...{ name: PERSON, email: `${newId()}-${EMAIL}`, organizationName: PERSON, language: "en" },
      password: canary("password-that-is-long-enough"),
    },
    newTraceId(),
  ));
});
afterAll(async () => {
  await Promise.all([outside.stop(), events.stop()]);
  await new Promise<void>((done) => mailServer.close(done));
});

const { told, expectNoCanary } = watchWhatIsTold(() => outside);
beforeEach(() => {
  forgetCircuits();
  refuses = false;
  for (const kept of [mails, engine.answers]) kept.length = 0;
  request.headers = requestOf({ "x-frontdesk-peer": newId() });
});

/** The events that wait, which nobody else relays. */
async function takeEvents(): Promise<DeliveredEvent[]> {
  const own = await waitingEvents(context);
  const accounts = await withEngine((tx) =>
    tx.accountOutboxEvent.findMany({ select: { name: true, data: true } }),
  );
  await withEngine((tx) => tx.outboxEvent.deleteMany());
  await withEngine((tx) => tx.accountOutboxEvent.deleteMany());
  const ofPersons = accounts.map(({ name, data }) => ({
    name,
    data: data as Record<string, unknown>,
  }));
  return [...own, ...ofPersons];
}

/** Runs a function for each event that waits or that its calls were sent; tells what became of the runs. */
async function run(functionId: string, given?: DeliveredEvent[]): Promise<DrivenRun["status"][]> {
  const found = given ?? (await takeEvents());
  expect(found.length).toBeGreaterThan(0);
  const ends: DrivenRun["status"][] = [];
  for (const event of found) ends.push((await engine.run(functionId, event)).status);
  return ends;
}

/** Neither in a log, a span or a report nor to the engine. */
async function expectNothingOfIt(): Promise<void> {
  await expectNoCanary([engineKeys.eventKey, engineKeys.signingKey]);
  expect(engine.answers.length).toBeGreaterThan(0);
  expect([...engine.answers, JSON.stringify(events.received)].join("\n")).not.toContain(MARK);
}

/** Something was told of the function's steps, and nothing of what they were given. */
async function expectQuiet(functionId: string): Promise<void> {
  await expectNothingOfIt();
  expect(await told()).toContain(`job ${functionId}`);
}

const chunks = () =>
  withTenant(context, (tx) => tx.knowledgeChunk.findMany({ select: { text: true } }));

test("texts, questions and files that are indexed are told of by ids alone, and so are those that fail", async () => {
  const api = await apiOf(context);
  const upload = async (name: string, content: Uint8Array<ArrayBuffer> | string) => {
    const body = new FormData();
    body.set("file", new Blob([content]), name);
    expect((await api("POST", "/api/v1/documents", { body })).status).toBe(202);
  };
  await takeEvents();
  await addContents(context, [
    textOf(PERSON, `${MESSAGE}. Write to ${EMAIL}.`, canary("external")),
    { kind: "faq", origin: "api", title: MESSAGE, body: EMAIL, alternatives: [PERSON] },
  ]);
  await upload(`${canary("file")}.html`, `<title>${PERSON}</title><p>${MESSAGE}</p>`);
  await upload(`${canary("file")}.csv`, `question,answer\n"${MESSAGE}","${EMAIL}"\n`);
  const pdf = Uint8Array.from(buildPdf([[{ text: MESSAGE }]]));
  await upload(`${canary("file")}.pdf`, pdf.slice(0, 400));
  await upload(`${canary("file")}.csv`, `question,answer\n"${MESSAGE}"\n"${EMAIL}`);
  await upload(`${canary("file")}.docx`, `${MESSAGE} in no document`);
  expect(new Set(await run("knowledge-ingest-documents"))).toEqual(new Set(["completed"]));
  expect((await chunks()).filter(({ text }) => text.includes(MARK)).length).toBeGreaterThan(2);
  expect(logged.join("")).toContain("a document could not be indexed");
  await expectQuiet("knowledge-ingest-documents");
});

test("a provider that quotes the texts and the key with its refusal is told of by its status", async () => {
  const embed = events.received.filter(({ name }) => name === "knowledge/documents.embed");
  const ends = await run("knowledge-embed-documents", embed);
  expect(ends).toContain("failed");
  const quoted = outside.received.filter(({ path }) => path.startsWith("/v1/embeddings"));
  expect(quoted.map(({ body }) => body).join("")).toContain(MARK);
  for (const place of ["/v1/traces", "/v1/metrics", "/api/7/envelope/"])
    expect(await told()).toContain(place);
  expect(logged.join("")).toContain('"alert":"job_dead_letter"');
  await expectQuiet("knowledge-embed-documents");
});

test("documents that are removed are told of by ids alone", async () => {
  const documents = await withTenant(context, (tx) =>
    tx.knowledgeDocument.findMany({ select: { id: true } }),
  );
  await takeEvents();
  for (const { id } of documents) await deleteDocument(context, id);
  expect(new Set(await run("knowledge-purge-document"))).toEqual(new Set(["completed"]));
  expect(await chunks()).toEqual([]);
  await expectQuiet("knowledge-purge-document");
});

const invited = async () => {
  await takeEvents();
  await invite(context, { email: `${newId()}-${EMAIL}`, role: "viewer" });
};

test("an invitation's mail tells nobody else whom it went to, what it says and who let it in", async () => {
  await invited();
  expect(await run("access-send-invitation")).toEqual(["completed"]);
  expect(mails.join("")).toContain(EMAIL);
  await expectQuiet("access-send-invitation");
  const link = /\/invitation\/([\w-]+)/.exec(mails.join("").replaceAll("=\r\n", ""))?.[1];
  await expectNoCanary([link!]);
});

test("neither does the mail server that quotes the password with its refusal", async () => {
  refuses = true;
  await invited();
  expect(await run("access-send-invitation")).toEqual(["failed"]);
  expect(mails).toEqual([]);
  expect(logged.join("")).toContain('"alert":"job_dead_letter"');
  await expectQuiet("access-send-invitation");
});

test("a person's own mail tells nobody else of them", async () => {
  const email = `${newId()}-${EMAIL}`;
  await createAccount(
    {
      ...{ name: PERSON, email, organizationName: PERSON, language: "en" },
      password: canary("password-that-is-long-enough"),
    },
    newTraceId(),
  );
  await takeEvents();
  expect(await askForPasswordReset({ email })).toMatchObject({ ok: true });
  expect(await run("access-send-account-mail")).toEqual(["completed"]);
  expect(mails.join("").replaceAll("=\r\n", "")).toContain(email);
  await expectQuiet("access-send-account-mail");
});

test.each([
  ["knowledge-ingest-documents", "knowledge/documents.ingest"],
  ["access-send-invitation", "access/invitation.created"],
  ["access-send-account-mail", "access/account-mail.requested"],
])(
  "an event with content that does not fit %s is refused without a word of it",
  async (functionId, name) => {
    const data = { tenantId: MESSAGE, email: EMAIL, jobId: PERSON, [MESSAGE]: EMAIL };
    expect(await run(functionId, [{ name, data }])).toEqual(["failed"]);
    expect(logged.join("")).toContain('"alert":"job_dead_letter"');
    await expectNothingOfIt();
  },
);
