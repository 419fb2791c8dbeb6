import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST } from "@/app/api/v1/conversation/[id]/transcript/route";
import { newId } from "@/lib/core/ids";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import type { EventData } from "@/lib/platform/events/contracts";
import type { Mail } from "@/lib/platform/mail/send-mail";
import type { TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { visitorOf, type Opening, type Visitor } from "@/lib/testing/visitor";
import { sweepChat } from "../sweep-service";
import { eraseConversation } from "./repository";
import { deliverTranscript } from "./transcript-delivery-service";

process.env["RATE_LIMIT_PUBLISHABLE_PER_MINUTE"] = "1000000";

// The outside world: what the mail server would be given.
const server = vi.hoisted(() => ({ away: false, sent: [] as Mail[] }));
vi.mock("@/lib/platform/mail/send-mail", () => ({
  sendMail: async (mail: Mail) => {
    if (server.away) throw new Error("The mail server is away");
    server.sent.push(mail);
    return "sent";
  },
}));

let context: TenantContext;
let visitor: Visitor;
let own: Opening;
let address: string;
let network = 0;

beforeAll(async () => {
  context = await openBakery();
  await withTenant(context, (tx) =>
    tx.organization.updateMany({ data: { name: "Larkspoke\r\nBcc: list@example.test" } }),
  );
  visitor = await visitorOf(context);
});
beforeEach(async () => {
  Object.assign(server, { away: false, sent: [] });
  own = await visitor.chat.answerOf(QUESTION);
  address = `${newId()}@example.test`;
  network += 1;
  await events();
});

const ask = (json: object = { email: address }, from = network) =>
  visitor.call(POST, own, { json, headers: { "x-frontdesk-peer": `192.0.2.${from}` } });

type Requested = EventData<"chat/transcript.requested">;

/** Takes the events that wait, as the relay does. */
async function events(): Promise<Requested[]> {
  const where = { name: "chat/transcript.requested" };
  const rows = await withEngine((tx) => tx.outboxEvent.findMany({ where, select: { data: true } }));
  await withEngine((tx) => tx.outboxEvent.deleteMany({ where }));
  return rows.map(({ data }) => data as Requested);
}

const deliver = async (requested: readonly Requested[]) => {
  for (const data of requested) await deliverTranscript(data, new AbortController().signal);
};
const addresses = () =>
  withTenant(context, (tx) =>
    tx.transcript.findMany({
      where: { conversationId: own.conversationId },
      select: { email: true },
    }),
  );

test("comes once, as text, to the one address that was typed, which is forgotten then", async () => {
  const { conversationId, visitorToken } = own;
  const message = "<script>alert(1)</script>";
  await visitor.chat.answerOf({ message, conversationId, visitorToken });
  expect((await ask()).status).toBe(202);
  const requested = await events();
  expect(JSON.stringify(requested)).not.toContain(address);
  await deliver([...requested, ...requested]);
  expect(server.sent).toHaveLength(1);
  const [mail] = server.sent;
  expect(mail).toEqual({
    to: address,
    subject: "Your conversation with Larkspoke Bcc: list@example.test",
    text: expect.any(String) as string,
  });
  expect(mail?.text).toContain("You · ");
  expect(mail?.text).toContain(message);
  expect(mail?.text).toContain("Our bakery opens at seven in the morning.");
  expect(mail?.text).toContain("[1] Opening hours");
  expect(await addresses()).toEqual([{ email: null }]);
});

test("is in the language that was asked for", async () => {
  await ask({ email: address, language: "de" });
  await deliver(await events());
  expect(server.sent[0]?.subject).toMatch(/^Ihr Gespräch mit/);
});

test("waits for a mail server that is away, and is sent then", async () => {
  await ask();
  const requested = await events();
  server.away = true;
  await expect(deliver(requested)).rejects.toThrow("away");
  expect(await addresses()).toEqual([{ email: address }]);
  server.away = false;
  await deliver(requested);
  expect(server.sent).toHaveLength(1);
});

test("is not sent of a conversation that was deleted meanwhile", async () => {
  await ask();
  const requested = await events();
  await withTenant(context, (tx) => eraseConversation(tx, own.conversationId));
  await deliver(requested);
  expect(server.sent).toEqual([]);
});

test("comes three times a day of a conversation, whatever the address, also when many ask at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => ask({ email: `${n}-${address}` }, network + 50)),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([202, 202, 202, 429, 429, 429]);
  expect(await addresses()).toHaveLength(3);
});

test("comes three times a day to a mailbox, whatever the conversation and the tag", async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    own = await visitor.chat.answerOf(QUESTION);
    statuses.push((await ask({ email: address.replace("@", `+${n}@`) })).status);
  }
  expect(statuses).toEqual([202, 202, 202, 429, 429]);
});

test("comes ten times a day from a network, whatever the address", async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    own = await visitor.chat.answerOf(QUESTION);
    statuses.push((await ask({ email: `${n}-${address}` })).status);
  }
  expect(statuses.filter((status) => status === 202)).toHaveLength(10);
});

test.each([["nobody"], ["a@b.example, c@d.example"], ["a@b.example\r\nBcc: c@d.example"], [""]])(
  "goes to no address like %j",
  async (email) => {
    expect((await ask({ email })).status).toBe(422);
  },
);

test("whose mail never went out is forgotten after a week", async () => {
  await ask();
  const weekAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
  await withTenant(context, (tx) => tx.transcript.updateMany({ data: { createdAt: weekAgo } }));
  await sweepChat(context);
  expect(await addresses()).toEqual([]);
});
