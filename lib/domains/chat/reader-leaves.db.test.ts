import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TenantContext } from "@/lib/tenancy/context";
import { keptAnswers, openBakery, QUESTION, spendingOf } from "@/lib/testing/bakery";
import { chatOf } from "@/lib/testing/chat";
import { startModel, type ModelStandIn } from "@/lib/testing/model";

let model: ModelStandIn;
let context: TenantContext;

beforeAll(async () => {
  // Only the reader's leaving can end a held call within a test's time.
  model = await startModel({ silenceSeconds: 90 });
});

afterAll(() => model.stop());

beforeEach(async () => {
  model.reset();
  context = await openBakery();
});

describe("a reader who goes away mid-answer", () => {
  it("stops the model, and the call is settled once", async () => {
    const held = model.hold();
    const chat = await chatOf(context);
    const question = { message: QUESTION, clientMessageId: randomUUID() };
    const stream = await chat.open(question);
    const token = stream.next("token");
    await held.begun;
    held.say("We open at seven [1] in ");
    await token;
    await stream.leave();
    await held.hungUp;

    model.answers("At seven [1].");
    const again = await chat.stream(question);
    expect(again.done).toMatchObject({ outcome: "answered", answer: "At seven [1]." });
    expect(again.tokens[0]?.id).toMatch(/^2\./);
    const { reserved, spent, calls } = await spendingOf(context);
    expect(reserved).toBe(0n);
    expect(calls).toHaveLength(2);
    expect(calls.every(({ settled }) => settled)).toBe(true);
    expect(spent).toBe(calls.reduce((sum, { costMicros }) => sum + (costMicros ?? 0n), 0n));
  });

  it("and asks again while the answer is written gets that answer, for one call", async () => {
    const held = model.hold();
    const chat = await chatOf(context, "secret");
    const question = { message: QUESTION, clientMessageId: randomUUID() };
    const first = chat.stream(question);
    await held.begun;
    const others = [chat.answerOf(question), chat.answerOf(question)];
    held.say("At seven [1].");
    held.end();
    const told = await Promise.all(others);
    const { done } = await first;
    expect(told.map(({ answer, messageId }) => ({ answer, messageId }))).toEqual(
      [done, done].map((answer) => ({ answer: "At seven [1].", messageId: answer?.messageId })),
    );
    expect(model.calls()).toBe(1);
    expect((await keptAnswers(context)).map(({ attempt }) => attempt)).toEqual([1]);
  });
});
