import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { chatOf, type Chat } from "@/lib/testing/chat";
import { startModel, type ModelStandIn } from "@/lib/testing/model";
import { handBack, takeOver } from "./takeover-repository";

let model: ModelStandIn;
let context: TenantContext;
let chat: Chat;

beforeAll(async () => {
  model = await startModel({ silenceSeconds: 90 });
});
afterAll(() => model.stop());
beforeEach(async () => {
  model.reset();
  model.answers("At seven [1].");
  context = await openBakery();
  chat = await chatOf(context);
});

const conversationOf = (id: string) =>
  withTenant(context, (tx) =>
    tx.conversation.findFirstOrThrow({
      where: { id },
      select: { version: true, handledBy: true, status: true, preview: true, subject: true },
    }),
  );
const messagesOf = (conversationId: string) =>
  withTenant(context, (tx) =>
    tx.message.findMany({
      where: { conversationId },
      select: { role: true, state: true, text: true },
      orderBy: { id: "asc" },
    }),
  );

async function take(id: string, version?: number): Promise<number | undefined> {
  const seen = version ?? (await conversationOf(id)).version;
  return withTenant(context, (tx) =>
    takeOver(tx, context, { id, version: seen }, context.actor.id),
  );
}
async function giveBack(id: string): Promise<number | undefined> {
  const { version } = await conversationOf(id);
  return withTenant(context, (tx) => handBack(tx, { id, version }));
}

test("while a person answers, a question is kept and nothing else is said", async () => {
  const { conversationId, visitorToken } = await chat.answerOf(QUESTION);
  await take(conversationId);
  const asked = model.calls();
  const told = await chat.answerOf({ message: "And on Sunday?", conversationId, visitorToken });
  expect(told).toMatchObject({ outcome: "handoff", answerer: "person", answer: "", citations: [] });
  expect(model.calls()).toBe(asked);
  expect((await messagesOf(conversationId)).at(-1)).toMatchObject({
    role: "visitor",
    text: "And on Sunday?",
  });
  await giveBack(conversationId);
  expect(
    await chat.answerOf({ message: "When do you open?", conversationId, visitorToken }),
  ).toMatchObject({ outcome: "answered" });
});

test("an answer that is being written when a person takes over is never shown whole nor kept", async () => {
  const { conversationId, visitorToken } = await chat.answerOf(QUESTION);
  const held = model.hold();
  const stream = chat.stream({ message: "When do you close?", conversationId, visitorToken });
  await held.begun;
  held.say("We close at six [1].");
  await take(conversationId);
  held.end();
  const { done } = await stream;
  expect(done).toMatchObject({ outcome: "handoff", answer: "" });
  expect((await messagesOf(conversationId)).map(({ role, state }) => [role, state])).toEqual([
    ["visitor", "complete"],
    ["assistant", "complete"],
    ["visitor", "complete"],
    ["assistant", "withdrawn"],
  ]);
});

test("an old answer does not come after a person's, even when the conversation was handed back", async () => {
  const { conversationId, visitorToken } = await chat.answerOf(QUESTION);
  const held = model.hold();
  const stream = chat.stream({ message: "When do you close?", conversationId, visitorToken });
  await held.begun;
  await take(conversationId);
  await giveBack(conversationId);
  held.say("We close at six [1].");
  held.end();
  expect((await stream).done).toMatchObject({ outcome: "handoff" });
});

test("a repeat of a question that was answered before is told that answer still", async () => {
  const question = { message: QUESTION, clientMessageId: randomUUID() };
  const first = await chat.answerOf(question);
  await take(first.conversationId);
  expect(await chat.answerOf(question)).toMatchObject({
    messageId: first.messageId,
    answer: first.answer,
    outcome: "answered",
  });
});

test("of two who take over at once one gets it", async () => {
  const { conversationId } = await chat.answerOf(QUESTION);
  const { version } = await conversationOf(conversationId);
  const taken = await Promise.all([1, 2, 3, 4].map(() => take(conversationId, version)));
  expect(taken.filter((one) => one !== undefined)).toEqual([version + 1]);
});

test("a visitor who writes again opens what was closed, and lists see the beginnings", async () => {
  const { conversationId, visitorToken } = await chat.answerOf(QUESTION);
  await withTenant(context, (tx) =>
    tx.conversation.updateMany({ where: { id: conversationId }, data: { status: "closed" } }),
  );
  await chat.answerOf({ message: "When do you open?", conversationId, visitorToken });
  expect(await conversationOf(conversationId)).toMatchObject({
    status: "open",
    subject: QUESTION,
    preview: "At seven.",
  });
});
