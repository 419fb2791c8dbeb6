import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { askForPasswordReset } from "@/lib/domains/access/mailbox/actions";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { withAuthLookup, withEngine, withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { DrivenEngine, type DeliveredEvent } from "@/lib/testing/drive-function";
import { startEmbeddings } from "@/lib/testing/embeddings";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import type { HttpReceiver } from "@/lib/testing/http-receiver";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const mails: string[] = [];
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, _, done) => {
    void text(stream).then((mail) => {
      mails.push(mail);
      done();
    });
  },
});
let receiver: EventReceiver;
let embeddings: HttpReceiver;

beforeAll(async () => {
  receiver = await receiveEvents();
  embeddings = await startEmbeddings();
  await once(mailServer.listen(0, "127.0.0.1"), "listening");
  Object.assign(process.env, {
    EMBEDDINGS_BASE_URL: `${embeddings.url}/v1`,
    EMBEDDINGS_API_KEY: "stand-in",
    SMTP_URL: `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  await receiver.stop();
  await embeddings.stop();
  await new Promise<void>((done) => mailServer.close(done));
});
beforeEach(() => {
  for (const kept of [mails, receiver.received, embeddings.received]) kept.length = 0;
});

async function eventOf(context: TenantContext): Promise<DeliveredEvent> {
  const { name, data } = await withTenant(context, (tx) =>
    tx.outboxEvent.findFirstOrThrow({ select: { name: true, data: true } }),
  );
  return { name, data: data as Record<string, unknown> };
}

const jobsOf = (context: TenantContext) =>
  withTenant(context, (tx) => tx.job.findMany({ orderBy: { id: "asc" } }));

const knowledgeOf = (context: TenantContext) =>
  withTenant(context, async (tx) => ({
    documents: await tx.knowledgeDocument.findMany({ orderBy: { id: "asc" } }),
    chunks: await tx.knowledgeChunk.findMany({ orderBy: { id: "asc" } }),
    vectors: await tx.knowledgeVector.count(),
  }));

const CALLS = [
  ["made once", 1],
  ["each made twice", 2],
] as const;

/** Runs the functions for the events that others have sent, until none is left. */
async function embedAll(engine: DrivenEngine): Promise<void> {
  for (let event = receiver.received.shift(); event; event = receiver.received.shift())
    await engine.run("knowledge-embed-documents", { name: event.name, data: event.data });
}

test.each(CALLS)(
  "signed calls of an ingestion, %s and then all again, index and embed once",
  async (_, times) => {
    const context = await newOrganization();
    await addContents(context, [
      textOf("Hours", "From nine to five."),
      textOf("Garage", "Behind."),
    ]);
    const engine = new DrivenEngine(receiver.url, { times });
    await engine.run("knowledge-ingest-documents", await eventOf(context));
    await embedAll(engine);
    const [knowledge, jobs] = [await knowledgeOf(context), await jobsOf(context)];
    // The check for contradictions is another function's, and waits.
    const own = jobs.filter(({ kind }) => kind !== "knowledge.check");
    expect(own).toMatchObject([{ status: "succeeded" }]);
    expect([knowledge.documents.length, knowledge.vectors]).toEqual([2, 2]);
    const asked = embeddings.received.length;
    expect(asked).toBe(1);

    const statuses = await engine.replay();
    expect(statuses.length).toBeGreaterThan(6);
    for (const status of statuses) expect([200, 206]).toContain(status);
    await embedAll(engine);
    expect([await knowledgeOf(context), await jobsOf(context)]).toEqual([knowledge, jobs]);
    expect(embeddings.received).toHaveLength(asked);
  },
);

test.each(CALLS)(
  "signed calls of an invitation, %s and then all again, are one mail",
  async (_, times) => {
    const context = await newOrganization();
    await invite(context, { email: "robin@corner.example", role: "viewer" });
    const engine = new DrivenEngine(receiver.url, { times });
    await engine.run("access-send-invitation", await eventOf(context));
    const jobs = await jobsOf(context);
    // The check for contradictions is another function's, and waits.
    const own = jobs.filter(({ kind }) => kind !== "knowledge.check");
    expect(own).toMatchObject([{ status: "succeeded" }]);
    for (const status of await engine.replay()) expect([200, 206]).toContain(status);
    expect(mails).toHaveLength(1);
    expect(await jobsOf(context)).toEqual(jobs);
  },
);

test.each(CALLS)(
  "signed calls of a person's mail, %s and then all again, are one mail",
  async (_, times) => {
    const context = await newOrganization();
    const { email } = await withAuthLookup((tx) =>
      tx.user.findUniqueOrThrow({ where: { id: context.actor.id }, select: { email: true } }),
    );
    await withEngine((tx) => tx.accountOutboxEvent.deleteMany());
    request.headers = requestOf({ "x-frontdesk-peer": newId() });
    expect(await askForPasswordReset({ email })).toMatchObject({ ok: true });
    const { name, data } = await withEngine((tx) =>
      tx.accountOutboxEvent.findFirstOrThrow({ select: { name: true, data: true } }),
    );
    const engine = new DrivenEngine(receiver.url, { times });
    await engine.run("access-send-account-mail", { name, data: data as Record<string, unknown> });
    for (const status of await engine.replay()) expect([200, 206]).toContain(status);
    expect(mails).toHaveLength(1);
  },
);
