import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELETE } from "@/app/api/v1/conversation/[id]/route";
import { GET } from "@/app/api/v1/conversation/[id]/messages/route";
import { PUT } from "@/app/api/v1/conversation/[id]/messages/[messageId]/rating/route";
import { POST as TYPING } from "@/app/api/v1/conversation/[id]/typing/route";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { visitorOf, type Opening, type Visitor } from "@/lib/testing/visitor";
import type { MessagesPage } from "./schema";

process.env["RATE_LIMIT_PUBLISHABLE_PER_MINUTE"] = "1000000";

let context: TenantContext;
let visitor: Visitor;
let own: Opening & { messageId: string };

beforeAll(async () => {
  context = await openBakery();
  visitor = await visitorOf(context);
});
beforeEach(async () => {
  own = await visitor.chat.answerOf(QUESTION);
});

const pageOf = async (opening: Opening, query = "") =>
  (await visitor.call(GET, opening, { path: `/${query}` })).body as MessagesPage;

/** Straight into the tables, as the team's side does. */
async function addMessages(): Promise<void> {
  const shared = { ...ownedBy(context), conversationId: own.conversationId };
  await withTenant(context, async (tx) => {
    await tx.message.createMany({
      data: [
        { ...shared, id: newId(), role: "assistant", state: "withdrawn", text: "withdrawn words" },
        { ...shared, id: newId(), role: "assistant", state: "streaming", text: "unfinished words" },
        {
          ...shared,
          id: newId(),
          role: "member",
          text: "Hello",
          authorName: "Robin",
          authorId: newId(),
        },
      ],
    });
    await tx.conversationNote.createMany({
      data: [
        { ...shared, id: newId(), authorId: newId(), authorName: "Robin", text: "secret note" },
      ],
    });
  });
}

describe("a visitor's messages", () => {
  test("are what was said, without notes, receipts, and what was withdrawn or is unfinished", async () => {
    await addMessages();
    const { text, body } = await visitor.call(GET, own);
    const { messages, state } = body as MessagesPage;
    expect(messages.map(({ role, authorName }) => [role, authorName])).toEqual([
      ["visitor", null],
      ["assistant", null],
      ["member", "Robin"],
    ]);
    expect(messages[1]?.citations).toMatchObject([{ index: 1, title: "Opening hours" }]);
    expect(messages[1]?.replyToId).toBe(messages[0]?.id);
    expect(state).toMatchObject({ handledBy: "assistant", waitsForPerson: false, closed: false });
    expect(text).not.toMatch(
      /withdrawn words|unfinished words|secret note|receipt|confidence|authorId/,
    );
  });

  test("come in pages from the newest back, each once", async () => {
    await addMessages();
    const whole = (await pageOf(own)).messages.map(({ id }) => id);
    const last = await pageOf(own, "?limit=2");
    const first = await pageOf(own, `?limit=2&before=${last.before}`);
    expect([...first.messages, ...last.messages].map(({ id }) => id)).toEqual(whole);
    expect(first.before).toBeNull();
  });

  test("are another visitor's of the same site to nobody else", async () => {
    const other = await visitor.chat.answerOf(QUESTION);
    for (const opening of [
      { ...own, visitorToken: other.visitorToken },
      { ...own, visitorToken: "" },
      { ...own, visitorToken: own.visitorToken.slice(0, -2) },
    ]) {
      for (const route of [GET, TYPING, DELETE])
        expect((await visitor.call(route, opening, { method: methodOf(route) })).status).toBe(404);
    }
    expect((await pageOf(own)).messages).toHaveLength(2);
  });
});

const methodOf = (route: unknown) =>
  route === TYPING ? "POST" : route === DELETE ? "DELETE" : "GET";

describe("a rating", () => {
  const rate = (json: unknown, messageId = own.messageId) =>
    visitor.call(PUT, own, { method: "PUT", json, messageId });
  const rated = async () => {
    const [, answer] = (await pageOf(own)).messages;
    return [answer?.rating, answer?.ratingReason];
  };

  test("is kept with its reason, can be changed and taken back", async () => {
    expect((await rate({ rating: "down", reason: "Too old" })).status).toBe(204);
    expect(await rated()).toEqual(["down", "Too old"]);
    await rate({ rating: "down", reason: "Too old" });
    await rate({ rating: "up" });
    expect(await rated()).toEqual(["up", null]);
    await rate({ rating: null });
    expect(await rated()).toEqual([null, null]);
  });

  test("is of an answer in the own conversation alone", async () => {
    const other = await visitor.chat.answerOf(QUESTION);
    const [question] = (await pageOf(own)).messages;
    for (const messageId of [other.messageId, question?.id ?? "", newId()])
      expect((await rate({ rating: "up" }, messageId)).status).toBe(404);
    expect((await pageOf(other)).messages[1]?.rating).toBeNull();
  });

  test.each([[{ rating: "best" }], [{ rating: "up", reason: "x".repeat(501) }], [{}]])(
    "of a wrong shape is refused: %j",
    async (json) => {
      expect(await rate(json)).toMatchObject({ status: 422, body: { code: "invalid_input" } });
    },
  );
});

test("that a visitor types is seen by the team", async () => {
  expect((await visitor.call(TYPING, own, { method: "POST" })).status).toBe(204);
  const row = await withTenant(context, (tx) =>
    tx.conversation.findFirst({ where: { id: own.conversationId } }),
  );
  expect(row?.visitorTypingAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test("a deleted conversation is gone with all that is in it, and its token opens nothing", async () => {
  await addMessages();
  const deleted = await visitor.call(DELETE, own, { method: "DELETE" });
  expect(deleted).toMatchObject({ status: 200, body: { leadsKept: 0 } });
  const left = await withTenant(context, async (tx) => [
    await tx.message.count({ where: { conversationId: own.conversationId } }),
    await tx.conversationNote.count({ where: { conversationId: own.conversationId } }),
    await tx.conversation.count({ where: { id: own.conversationId } }),
  ]);
  expect(left).toEqual([0, 0, 0]);
  const again = [
    await visitor.call(GET, own),
    await visitor.call(DELETE, own, { method: "DELETE" }),
    await visitor.call(TYPING, own, { method: "POST" }),
    await visitor.chat.ask({ message: "And now?", ...idsOf(own) }),
  ];
  expect(again.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});

const idsOf = ({ conversationId, visitorToken }: Opening) => ({ conversationId, visitorToken });
