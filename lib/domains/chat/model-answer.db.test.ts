import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { HOURS, keptAnswers, openBakery, QUESTION, spendingOf } from "@/lib/testing/bakery";
import { chatOf } from "@/lib/testing/chat";
import { startModel, type ModelStandIn } from "@/lib/testing/model";
import { reserveSpend } from "@/lib/domains/usage/budget-service";

let model: ModelStandIn;
let context: TenantContext;

beforeAll(async () => {
  model = await startModel({ silenceSeconds: 0.5 });
});

afterAll(() => model.stop());

beforeEach(async () => {
  model.reset();
  context = await openBakery();
});

describe("a model's answer", () => {
  it("streams in the words that are kept, with its citations counted anew", async () => {
    model.answers(
      "We open at seven in the morning [1] [9]. On Sundays the bakery stays closed [1].",
      {
        chunkSize: 3,
      },
    );
    const chat = await chatOf(context);
    const { tokens, citations, done } = await chat.stream(QUESTION);
    expect(done).toMatchObject({
      outcome: "answered",
      answer: "We open at seven in the morning [1]. On Sundays the bakery stays closed [1].",
    });
    expect(tokens.length).toBeGreaterThan(3);
    expect(tokens.map(({ text }) => text).join("")).toBe(done?.answer);
    expect(citations).toHaveLength(1);
    expect(citations[0]).toMatchObject({ index: 1, title: "Opening hours" });
    expect(HOURS).toContain(citations[0]?.quote);
    expect(done?.receipt.map(({ status }) => status)).toEqual(["unchecked", "quoted"]);
    const [message] = await keptAnswers(context);
    expect(message).toMatchObject({
      state: "complete",
      answerer: "gpt-stand-in",
      text: done?.answer,
    });
  });

  it("is told the sources by number and nothing of where they are", async () => {
    model.answers("At seven [1].");
    await (await chatOf(context)).answerOf(QUESTION);
    const [call] = model.mock.getRequests();
    const prompt = JSON.stringify(call?.body);
    expect(prompt).toContain(HOURS);
    expect(prompt).not.toContain(context.organizationId);
  });

  it.each([
    ["NO_ANSWER"],
    ["NO_ANSWER, but perhaps they open at eight [1]."],
    ["We are open all night, come by any time."],
    ["Everybody knows that bakeries open at five [7]."],
  ])("is the honest no, and nothing else is shown, when it says: %s", async (content) => {
    model.answers(content, { chunkSize: 2 });
    const { tokens, done } = await (await chatOf(context)).stream(QUESTION);
    expect(done).toMatchObject({ outcome: "no_answer", citations: [] });
    expect(done?.answer).toContain("I don't have information about that");
    expect(tokens.map(({ text }) => text).join("")).toBe(done?.answer);
  });

  it("carries no link, image or markup that a document talked the model into", async () => {
    model.answers(
      "At seven [1]. ![x](https://evil.example/p.png) <img src=x onerror=alert(1)> [Click](javascript:alert(1)) [1](https://evil.example) Visit https://evil.test/?q=seven now [2].",
      { chunkSize: 4 },
    );
    const { tokens, done } = await (await chatOf(context)).stream(QUESTION);
    expect(done?.answer).toBe("At seven [1]. x Click [1] Visit now [2].");
    expect(tokens.map(({ text }) => text).join("")).toBe(done?.answer);
    expect(done?.citations.map(({ url }) => url)).toEqual([null, null]);
  });

  it("that the provider's filter ended is blocked", async () => {
    model.answers("I will not", {});
    model.mock.clearFixtures();
    model.mock.on({ endpoint: "chat" }, { content: "At", finishReason: "content_filter" });
    const { done } = await (await chatOf(context)).stream(QUESTION);
    expect(done).toMatchObject({ outcome: "blocked", citations: [] });
  });

  it("is not asked for where nothing fits the question or the message is too long", async () => {
    const chat = await chatOf(context);
    expect((await chat.answerOf("Do you repair lawn mowers?")).outcome).toBe("no_answer");
    expect((await chat.ask(`bakery ${"a".repeat(4_000)}`)).status).toBe(413);
    expect(model.calls()).toBe(0);
  });
});

describe("a model that fails", () => {
  const words = "We open at seven in the morning [1]. On Sundays we stay closed, as ever [1].";

  it.each([
    ["is at its limit", () => model.mock.nextRequestError(429)],
    ["has an error", () => model.mock.nextRequestError(500)],
    ["refuses the request", () => model.mock.nextRequestError(400)],
  ])("and %s costs nothing, and the sources answer", async (_, prepare) => {
    prepare();
    const { done, tokens } = await (await chatOf(context)).stream(QUESTION);
    expect(done).toMatchObject({ outcome: "answered" });
    expect(done?.answer).toContain("Our bakery opens at seven in the morning.");
    expect(tokens.map(({ text }) => text).join("")).toBe(done?.answer);
    expect((await keptAnswers(context))[0]?.answerer).toBe("extractive");
    expect(await spendingOf(context)).toEqual({
      reserved: 0n,
      spent: 0n,
      calls: [{ costMicros: 0n, settled: true }],
    });
  });

  it.each([
    ["answers garbage", { chaos: { malformedRate: 1 } }],
    ["hangs up at once", { chaos: { disconnectRate: 1 } }],
    ["is cut off before its first word", { chunkSize: 5, truncateAfterChunks: 1 }],
    ["never answers", { latency: 60_000 }],
  ])("and %s leaves the answer to the sources", async (_, more) => {
    model.answers(words, more);
    const { done } = await (await chatOf(context)).stream(QUESTION);
    expect(done?.answer).toContain("Our bakery opens at seven in the morning.");
    const { reserved, calls } = await spendingOf(context);
    expect({ reserved, calls: calls.length, settled: calls[0]?.settled }).toEqual({
      reserved: 0n,
      calls: 1,
      settled: true,
    });
  });

  it("mid-answer ends the stream with a problem and keeps what was shown as partial", async () => {
    const held = model.hold();
    const chat = await chatOf(context);
    const question = { message: QUESTION, clientMessageId: randomUUID() };
    const stream = await chat.open(question);
    await held.begun;
    held.say("We open at seven in the morning [1]. On Sundays we");
    await stream.next("token");
    held.cut();
    const cut = await stream.rest();
    expect(cut.problem).toMatchObject({ status: 502, code: "upstream_failed" });
    const shown = cut.tokens.map(({ text }) => text).join("");
    expect(shown).toBe("We open at seven in the morning [1]. On Sundays");
    expect((await keptAnswers(context))[0]).toMatchObject({
      state: "partial",
      text: shown,
      outcome: null,
    });
    const { reserved, spent, calls } = await spendingOf(context);
    expect({ reserved, calls }).toEqual({
      reserved: 0n,
      calls: [{ costMicros: spent, settled: true }],
    });
    expect(spent).toBeGreaterThan(0n);

    model.answers(words);
    const again = await chat.stream(question, { "last-event-id": cut.tokens.at(-1)?.id ?? "" });
    expect(again.tokens[0]?.id).toMatch(/^2\./);
    expect(again.tokens.map(({ text }) => text).join("")).toBe(words);
    expect(await keptAnswers(context)).toHaveLength(1);
  });

  it("mid-answer is replaced by the sources where nobody read along", async () => {
    model.answers(words, { chunkSize: 5, truncateAfterChunks: 12 });
    const answer = await (await chatOf(context)).answerOf(QUESTION);
    expect(answer.answer).toContain("Our bakery opens at seven in the morning.");
  });
});

describe("the daily budget", () => {
  const setBudget = (micros: bigint) =>
    withTenant(context, (tx) =>
      tx.organization.updateMany({ data: { dailyBudgetMicros: micros } }),
    );

  it("lets exactly one of 200 parallel calls pass with money left for one", async () => {
    await setBudget(1_999n);
    const calls = await Promise.allSettled(
      Array.from({ length: 200 }, () => reserveSpend(context, "gpt-stand-in", 1_000n)),
    );
    const passed = calls.filter((call) => call.status === "fulfilled" && call.value);
    expect(passed).toHaveLength(1);
    // On one embedded session the last in the queue are told to come back later.
    const failed = calls.filter((call) => call.status === "rejected");
    expect(failed.filter(({ reason }) => (reason as AppError).code !== "unavailable")).toEqual([]);
    expect((await spendingOf(context)).calls).toHaveLength(1);
  });

  it("leaves the answer to the sources once it is used up, and books what a call cost", async () => {
    model.mock.on(
      { endpoint: "chat" },
      { content: "At seven [1].", usage: { prompt_tokens: 1_000, completion_tokens: 100 } },
    );
    const chat = await chatOf(context, "secret");
    expect((await chat.answerOf(QUESTION)).answer).toBe("At seven [1].");
    expect(await spendingOf(context)).toEqual({
      reserved: 0n,
      spent: 450n,
      calls: [{ costMicros: 450n, settled: true }],
    });
    await setBudget(500n);
    expect((await chat.answerOf(QUESTION)).answer).toContain("Our bakery opens at seven");
    expect(model.calls()).toBe(1);
  });
});
