import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { HOURS, openBakery, QUESTION } from "@/lib/testing/bakery";
import { chatOf } from "@/lib/testing/chat";
import { newOrganization } from "@/lib/testing/knowledge";
import { runStatement } from "@/lib/testing/test-database";

let context: TenantContext;

beforeAll(async () => {
  context = await openBakery();
});

function conversations(of: TenantContext) {
  return withTenant(of, (tx) =>
    tx.conversation.findMany({ include: { messages: { orderBy: { id: "asc" } } } }),
  );
}

describe("an answer", () => {
  it("is the sources' own words, each sentence with a source that was retrieved", async () => {
    const chat = await chatOf(context);
    const answer = await chat.answerOf(QUESTION);
    expect(answer).toMatchObject({ outcome: "answered" });
    expect(answer.answer).toContain("Our bakery opens at seven in the morning.");
    expect(answer.citations).toMatchObject([{ index: 1, title: "Opening hours" }]);
    expect(HOURS).toContain(answer.citations[0]?.quote);
    expect(answer.receipt[0]).toEqual({
      sentence: "Our bakery opens at seven in the morning.",
      status: "quoted",
      citation: 1,
    });
    expect(answer.confidence).toBeGreaterThan(0.5);
  });

  it("understands a question that goes on from the one before", async () => {
    const chat = await chatOf(context);
    const first = await chat.answerOf("How much does a birthday cake cost?");
    const { conversationId, visitorToken } = first;
    const message = "And how long until it is ready?";
    const second = await chat.answerOf({ message, conversationId, visitorToken });
    expect(second.answer).toContain("two working days");
    expect((await chat.answerOf(message)).outcome).toBe("no_answer");
  });

  it("is an honest no in the question's language where nothing fits", async () => {
    const chat = await chatOf(context);
    const german = await chat.answerOf("Verkauft ihr gebrauchte Fahrräder und Kinderwagen?");
    expect(german).toMatchObject({ outcome: "no_answer", citations: [], receipt: [] });
    expect(german.answer).toContain("keine Informationen");
    expect((await chat.answerOf("Do you repair lawn mowers?")).outcome).toBe("no_answer");
  });

  it("streams: a comment at once, tokens that make up the answer, citations, the whole", async () => {
    const chat = await chatOf(context);
    const stream = await chat.open(QUESTION);
    expect(stream.response.headers.get("content-type")).toContain("text/event-stream");
    expect(stream.response.headers.get("x-accel-buffering")).toBe("no");
    const { tokens, citations, done } = await stream.rest();
    expect(tokens.length).toBeGreaterThan(5);
    expect(tokens.map(({ text }) => text).join("")).toBe(done?.answer);
    expect(citations).toEqual(done?.citations);
  });

  it("goes on after Last-Event-ID, with nothing lost or doubled", async () => {
    const chat = await chatOf(context);
    const question = { message: QUESTION, clientMessageId: randomUUID() };
    const whole = await chat.stream(question);
    const seen = whole.tokens.slice(0, 3);
    const rest = await chat.stream(question, { "last-event-id": seen.at(-1)?.id ?? "" });
    expect([...seen, ...rest.tokens]).toEqual(whole.tokens);
    expect(rest.done).toEqual({ ...whole.done, visitorToken: rest.done?.visitorToken });
  });

  it("comes with a problem document when the knowledge cannot be read, and is kept as partial", async () => {
    const own = await newOrganization();
    const chat = await chatOf(own);
    const question = { message: QUESTION, clientMessageId: randomUUID() };
    const { ownerUrl } = inject("testDatabase");
    await runStatement(ownerUrl, "ALTER TABLE knowledge_posting RENAME TO away");
    try {
      const { problem, done, tokens } = await chat.stream(question);
      expect(problem).toMatchObject({ status: 500, code: "internal" });
      expect({ done, tokens }).toEqual({ done: undefined, tokens: [] });
      expect((await chat.ask(question)).status).toBe(500);
    } finally {
      await runStatement(ownerUrl, "ALTER TABLE away RENAME TO knowledge_posting");
    }
    const [conversation] = await conversations(own);
    expect(conversation?.messages.map(({ state }) => state)).toEqual(["complete", "partial"]);
    expect((await chat.answerOf(question)).outcome).toBe("no_answer");
  });
});

describe("a message", () => {
  it("of more than 4,000 characters is refused, of 4,000 emoji is not", async () => {
    const chat = await chatOf(context);
    const before = await conversations(context);
    const long = await chat.ask("a".repeat(4_001));
    expect(long).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
    expect(await conversations(context)).toHaveLength(before.length);
    expect((await chat.ask("🥐".repeat(4_000))).status).toBe(200);
  });

  it.each([
    [{ message: "" }],
    [{ message: " \n " }],
    [{ message: "a\0b" }],
    [{ message: { not: "" } }],
    [{ message: ["a"] }],
    [{ message: "a", conversationId: { not: "" } }],
    [{ message: "a", role: "system" }],
    [{ message: "a", clientMessageId: "" }],
    [{}],
  ])("of a wrong shape is refused: %j", async (body) => {
    const chat = await chatOf(context);
    expect(await chat.ask(body)).toMatchObject({ status: 422, body: { code: "invalid_input" } });
  });
});

describe("a repeat of a message", () => {
  it("gets the first one's answer, also when many come at once", async () => {
    const own = await newOrganization();
    const chat = await chatOf(own);
    const question = { message: QUESTION, clientMessageId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => chat.answerOf(question)));
    const again = await chat.answerOf(question);
    const ids = [...answers, again].map(({ conversationId, messageId }) => ({
      conversationId,
      messageId,
    }));
    expect(new Set(ids.map((id) => JSON.stringify(id))).size).toBe(1);
    const [conversation, ...others] = await conversations(own);
    expect(others).toEqual([]);
    expect(conversation?.messages.map(({ role, attempt }) => [role, attempt])).toEqual([
      ["visitor", 1],
      ["assistant", 1],
    ]);
  });

  it("goes on with its conversation, and is another message in another one", async () => {
    const chat = await chatOf(context);
    const first = await chat.answerOf(QUESTION);
    const { conversationId, visitorToken } = first;
    const next = { message: "And on Sundays?", conversationId, visitorToken, clientMessageId: "2" };
    const answers = [await chat.answerOf(next), await chat.answerOf(next)];
    expect(answers[0]?.messageId).toBe(answers[1]?.messageId);
    expect(answers[0]?.conversationId).toBe(conversationId);
    const elsewhere = await chat.answerOf({ message: "And on Sundays?", clientMessageId: "2" });
    expect(elsewhere.messageId).not.toBe(answers[0]?.messageId);
  });

  it("with a short id opens nothing for a visitor, who could have guessed it", async () => {
    const question = { message: QUESTION, clientMessageId: "1" };
    const visitor = await chatOf(context);
    const [mine, another] = [await visitor.answerOf(question), await visitor.answerOf(question)];
    expect(another.conversationId).not.toBe(mine.conversationId);
    const server = await chatOf(context, "secret");
    const [one, same] = [await server.answerOf(question), await server.answerOf(question)];
    expect(same.messageId).toBe(one.messageId);
  });

  it("with other words is a conflict", async () => {
    const chat = await chatOf(context);
    const clientMessageId = randomUUID();
    await chat.answerOf({ message: QUESTION, clientMessageId });
    const other = await chat.ask({ message: "Another question", clientMessageId });
    expect(other).toMatchObject({ status: 409, body: { code: "conflict" } });
  });
});

describe("a conversation", () => {
  const secret = new TextEncoder().encode("another-secret-of-the-tests-long-enough");
  const forged = (claims: Record<string, unknown>, key: Uint8Array, expires: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setAudience("visitor")
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(key);

  it("opens with its own token alone", async () => {
    const chat = await chatOf(context);
    const mine = await chat.answerOf(QUESTION);
    const theirs = await chat.answerOf(QUESTION);
    const stranger = await newOrganization();
    const foreign = await (await chatOf(stranger)).answerOf(QUESTION);
    const { conversationId, visitorToken } = mine;
    const claims = {
      tid: context.tenantId,
      oid: context.organizationId,
      cid: conversationId,
    };
    const [header, payload] = visitorToken.split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    const attempts = [
      { conversationId },
      { conversationId, visitorToken: theirs.visitorToken },
      { conversationId: theirs.conversationId, visitorToken },
      { conversationId, visitorToken: "" },
      { conversationId, visitorToken: "not a token" },
      { conversationId, visitorToken: unsigned },
      { visitorToken: `${header}.${payload}.${"A".repeat(43)}` },
      { visitorToken: await forged(claims, Buffer.from("a".repeat(40)), "1h") },
      { visitorToken: await forged(claims, secret, "-1 s") },
      { visitorToken: await forged({ ...claims, cid: randomUUID() }, secret, "1h") },
      { visitorToken: foreign.visitorToken },
      { conversationId: foreign.conversationId, visitorToken: foreign.visitorToken },
      {
        conversationId: foreign.conversationId,
        visitorToken: await forged({ ...claims, cid: foreign.conversationId }, secret, "1h"),
      },
    ];
    const before = await conversations(context);
    const refusals = [];
    for (const attempt of attempts) {
      const { status, body } = await chat.ask({ message: "What did they ask?", ...attempt });
      refusals.push([status, (body as { detail: string }).detail]);
    }
    expect(refusals).toEqual(attempts.map(() => [404, "The conversation was not found."]));
    expect(await conversations(context)).toEqual(before);
    const own = await chat.answerOf({ message: QUESTION, conversationId, visitorToken });
    expect(own.conversationId).toBe(conversationId);
    expect((await chat.answerOf({ message: QUESTION, visitorToken })).conversationId) //
      .toBe(conversationId);
  });
});
