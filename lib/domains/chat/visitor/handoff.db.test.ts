import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, inject, test } from "vitest";
import { DELETE } from "@/app/api/v1/conversation/[id]/route";
import { GET } from "@/app/api/v1/conversation/[id]/messages/route";
import { POST } from "@/app/api/v1/handoff/route";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { runStatement } from "@/lib/testing/test-database";
import { visitorOf, type Visitor } from "@/lib/testing/visitor";
import { takeOver } from "../takeover-repository";
import type { HandoffAnswer, MessagesPage } from "./schema";

process.env["RATE_LIMIT_PUBLISHABLE_PER_MINUTE"] = "1000000";

let context: TenantContext;
let visitor: Visitor;

beforeAll(async () => {
  context = await openBakery();
  visitor = await visitorOf(context);
  const formFields = [
    { id: "phone", label: "Telephone", kind: "phone", required: true },
    { id: "company", label: "Company", kind: "text", required: false },
  ];
  await withTenant(context, (tx) => tx.widget.updateMany({ data: { settings: { formFields } } }));
});

let form: Record<string, unknown>;
beforeEach(() => {
  form = {
    clientLeadId: randomUUID(),
    name: "Kim",
    email: " Kim@Example.test",
    message: "Please call me about a cake.",
    fields: { phone: "+44 20 7946 0000", company: "" },
  };
});

const leave = async (changes: object = {}) => {
  const answer = await visitor.post(POST, { ...form, ...changes });
  return { ...answer, body: answer.body as HandoffAnswer };
};

const stored = () =>
  withTenant(context, async (tx) => {
    const leads = await tx.lead.findMany({
      where: { clientLeadId: form["clientLeadId"] as string },
    });
    const id = leads[0]?.conversationId ?? undefined;
    return {
      leads,
      conversation: await tx.conversation.findFirst({ where: { id: id ?? randomUUID() } }),
      handoffs: id ? await tx.handoff.findMany({ where: { conversationId: id } }) : [],
      messages: id ? await tx.message.findMany({ where: { conversationId: id } }) : [],
    };
  });

test("begins a conversation where there is none, with the lead, the message and who waits", async () => {
  const { status, body } = await leave({ pageUrl: "https://site.example/cakes?secret=1#a" });
  expect(status).toBe(200);
  const { leads, conversation, handoffs, messages } = await stored();
  expect(leads).toMatchObject([
    {
      conversationId: body.conversationId,
      name: "Kim",
      email: "kim@example.test",
      fields: { phone: "+44 20 7946 0000" },
      pageUrl: "https://site.example/cakes",
    },
  ]);
  expect(conversation).toMatchObject({ visitorName: "Kim", handledBy: "assistant" });
  expect(conversation?.needsPersonAt).toBeInstanceOf(Date);
  expect(handoffs).toMatchObject([{ reason: "visitor_asked", endedAt: null }]);
  expect(messages).toMatchObject([{ role: "visitor", text: form["message"], id: body.messageId }]);
  const page = (await visitor.call(GET, body)).body as MessagesPage;
  expect(page.state.waitsForPerson).toBe(true);
});

test("goes on with the conversation that the token opens", async () => {
  const { conversationId, visitorToken } = await visitor.chat.answerOf(QUESTION);
  const { body } = await leave({ conversationId, visitorToken });
  expect(body.conversationId).toBe(conversationId);
  expect((await stored()).messages).toHaveLength(3);
});

test("a repeat stores nothing more, also when many come at once", async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => leave()));
  answers.push(await leave());
  expect(new Set(answers.map(({ body }) => `${body.conversationId} ${body.messageId}`)).size).toBe(
    1,
  );
  const { leads, handoffs, messages } = await stored();
  expect([leads.length, handoffs.length, messages.length]).toEqual([1, 1, 1]);
});

test("the same id with other words, or from another conversation, is a conflict", async () => {
  await leave();
  const { conversationId, visitorToken } = await visitor.chat.answerOf(QUESTION);
  expect((await leave({ message: "Something else" })).status).toBe(409);
  expect((await leave({ conversationId, visitorToken })).status).toBe(409);
  expect((await stored()).leads).toHaveLength(1);
});

test("is all stored or nothing", async () => {
  const { ownerUrl } = inject("testDatabase");
  await runStatement(ownerUrl, "ALTER TABLE handoff RENAME TO away");
  try {
    expect((await leave()).status).toBe(500);
  } finally {
    await runStatement(ownerUrl, "ALTER TABLE away RENAME TO handoff");
  }
  expect((await stored()).leads).toEqual([]);
  expect((await leave()).status).toBe(200);
});

test.each([
  [{ email: "nobody" }, "email"],
  [{ email: "a@b.example,c@d.example" }, "email"],
  [{ name: " \u200b " }, "name"],
  [{ message: "x".repeat(4001) }, "message"],
  [{ clientLeadId: "1" }, "clientLeadId"],
  [{ fields: {} }, "fields.phone"],
  [{ fields: { phone: "call me" } }, "fields.phone"],
  [{ fields: { phone: "123", role: "owner" } }, "fields.role"],
])("refuses %j by the field %s", async (changes, field) => {
  const { status, body } = await leave(changes);
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: "invalid_input", errors: [{ field }] });
  expect((await stored()).leads).toEqual([]);
});

test("to a person who answers already is one more message that waits for them", async () => {
  const { conversationId, visitorToken } = await visitor.chat.answerOf(QUESTION);
  await withTenant(context, async (tx) => {
    const { version } = await tx.conversation.findFirstOrThrow({ where: { id: conversationId } });
    await takeOver(tx, context, { id: conversationId, version }, context.actor.id);
  });
  await leave({ conversationId, visitorToken });
  const { conversation, handoffs } = await stored();
  expect(conversation).toMatchObject({ handledBy: "person" });
  expect(conversation?.needsPersonAt).toBeInstanceOf(Date);
  expect(handoffs).toHaveLength(1);
});

test("a lead stays when its conversation is deleted, without a link to it", async () => {
  const { body } = await leave();
  const deleted = await visitor.call(DELETE, body, { method: "DELETE" });
  expect(deleted.body).toEqual({ leadsKept: 1 });
  const { leads, conversation } = await stored();
  expect(leads).toMatchObject([{ name: "Kim", conversationId: null }]);
  expect(conversation).toBeNull();
  // The same form again is another conversation's by now.
  expect((await leave()).status).toBe(409);
});
