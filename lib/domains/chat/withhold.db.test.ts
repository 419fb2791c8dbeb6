import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/conversation/[id]/messages/route";
import { listMessages } from "@/lib/domains/chat/inbox/conversation-service";
import { deleteDocument } from "@/lib/domains/knowledge/service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { HOURS, keptAnswers, QUESTION } from "@/lib/testing/bakery";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { visitorOf, type Visitor } from "@/lib/testing/visitor";
import { openExchange } from "./open-exchange";
import type { ChatAnswer } from "./schema";
import { messagesChangedSince } from "./visitor/repository";
import { readConversation } from "./visitor/visitor-service";

const SAID = "opens at seven";
const REMOVED = /not shown any more/;

let context: TenantContext;
let visitor: Visitor;
let hoursId: string;
let question: { message: string; clientMessageId: string };
let answered: ChatAnswer;

beforeEach(async () => {
  context = await newOrganization();
  const { ids } = await addIndexed(context, [
    textOf("Opening hours", HOURS),
    textOf("Cakes", "A birthday cake costs forty pounds and is ready after two working days."),
  ]);
  hoursId = ids[0]!;
  visitor = await visitorOf(context);
  question = { message: QUESTION, clientMessageId: randomUUID() };
  answered = await visitor.chat.answerOf(question);
  expect(answered.answer).toContain(SAID);
});

const idsOf = ({ conversationId, visitorToken }: ChatAnswer) => ({ conversationId, visitorToken });

describe("once the document is deleted that an answer quotes", () => {
  beforeEach(async () => {
    await deleteDocument(context, hoursId);
  });

  test("a repeat of the question is told that it is not shown any more, without a source", async () => {
    const again = await visitor.chat.answerOf(question);
    expect(again).toMatchObject({
      messageId: answered.messageId,
      outcome: "no_answer",
      confidence: 0,
      citations: [],
      receipt: [],
    });
    expect(again.answer).toMatch(REMOVED);
    expect(JSON.stringify(again)).not.toContain(SAID);
  });

  test("a stream that was cut off tells the new text from its beginning", async () => {
    const { tokens, citations, done } = await visitor.chat.stream(question, {
      "last-event-id": "1.12",
    });
    expect(tokens.map(({ text }) => text).join("")).toBe(done?.answer);
    expect(done?.answer).toMatch(REMOVED);
    expect(citations).toEqual([]);
  });

  test("nothing that a visitor reads again of the conversation has it", async () => {
    const { text } = await visitor.call(GET, answered);
    expect(text).toMatch(REMOVED);
    expect(text).not.toContain(SAID);
    const live = await withTenant(context, (tx) =>
      messagesChangedSince(tx, answered.conversationId, new Date(0), 10),
    );
    expect(JSON.stringify(live)).not.toContain(SAID);
  });

  test("no later answer is given what it said", async () => {
    const next = { message: "And on Sundays?", ...idsOf(answered) };
    const { history } = await openExchange(context, "publishable", next);
    expect(history).toEqual([{ role: "visitor", text: QUESTION }]);
  });

  test("the business keeps what was said", async () => {
    const { messages } = await listMessages(context, answered.conversationId, { limit: 10 });
    expect(messages[0]).toMatchObject({ outcome: "answered", text: answered.answer });
    expect((await keptAnswers(context))[0]?.text).toBe(answered.answer);
  });

  test("an answer from other documents is told as before", async () => {
    const cake = { message: "What does a birthday cake cost?", clientMessageId: randomUUID() };
    const first = await visitor.chat.answerOf({ ...cake, ...idsOf(answered) });
    expect(first.citations).toHaveLength(1);
    const again = await visitor.chat.answerOf({ ...cake, ...idsOf(answered) });
    expect({ ...again, visitorToken: "" }).toEqual({ ...first, visitorToken: "" });
  });
});

test("it is told in the language of the page", async () => {
  const german = { message: QUESTION, clientMessageId: randomUUID(), language: "de" };
  const { conversationId } = await visitor.chat.answerOf(german);
  await deleteDocument(context, hoursId);
  const page = { before: undefined, limit: 10 };
  const { messages } = await readConversation(context, conversationId, page);
  expect(messages.at(-1)?.text).toMatch(/nicht mehr angezeigt/);
});
