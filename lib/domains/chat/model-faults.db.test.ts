import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { breakerStates } from "@/lib/platform/resilience/registry";
import type { TenantContext } from "@/lib/tenancy/context";
import { keptAnswers, openBakery, QUESTION, spendingOf } from "@/lib/testing/bakery";
import { chatOf } from "@/lib/testing/chat";
import type { Fault, FaultProxy } from "@/lib/testing/fault-proxy";
import { startModel, type ModelStandIn } from "@/lib/testing/model";

const SOURCE = "Our bakery opens at seven in the morning.";
const SILENCE_SECONDS = 1;

let model: ModelStandIn;
let proxy: FaultProxy;
let context: TenantContext;

beforeAll(async () => {
  model = await startModel({ silenceSeconds: SILENCE_SECONDS, throughFaults: true });
  if (!model.faults) throw new Error("There is no proxy");
  proxy = model.faults;
});
afterAll(() => model.stop());
beforeEach(async () => {
  model.reset();
  model.answers("We open at seven in the morning [1].", { chunkSize: 4 });
  context = await openBakery();
});
afterEach(() => {
  vi.useRealTimers();
});

const openings = () => breakerStates().filter(({ tenantId }) => tenantId === undefined);
const pass = (seconds: number) => {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: now + seconds * 1_000 });
};

describe("a connection to the model that", () => {
  test.each<[string, Fault]>([
    ["says nothing", { kind: "silence", after: 0 }],
    ["goes silent after its headers", { kind: "silence", after: 250 }],
    ["is reset at once", { kind: "cut", after: 0 }],
    ["is reset after its headers", { kind: "cut", after: 250 }],
    ["brings what is no HTTP", { kind: "garbage" }],
    ["drips", { kind: "drip", everyMs: 20 }],
  ])("%s leaves the answer to the sources, marked, settled once and counted", async (_, fault) => {
    proxy.fault(fault);
    const began = performance.now();
    const { done, tokens } = await (await chatOf(context)).stream(QUESTION);
    // The whole of it has two and a half silences; the rest is this machine's.
    expect(performance.now() - began).toBeLessThan(SILENCE_SECONDS * 2_500 + 2_500);
    expect(done).toMatchObject({ outcome: "answered", answerer: "extractive" });
    expect(done?.answer).toContain(SOURCE);
    expect(tokens.map(({ text }) => text).join("")).toBe(done?.answer);
    expect((await keptAnswers(context))[0]).toMatchObject({ state: "complete" });
    const { reserved, calls } = await spendingOf(context);
    expect({ reserved, settled: calls.map(({ settled }) => settled) }).toEqual({
      reserved: 0n,
      settled: [true],
    });
    expect(openings()).toMatchObject([{ failuresInWindow: 1, state: "closed" }]);
    await proxy.quiet();
  });

  test("is late, but not too late, is the model's answer", async () => {
    proxy.fault({ kind: "delay", ms: 100 });
    const { done } = await (await chatOf(context)).stream(QUESTION);
    expect(done).toMatchObject({
      answerer: "model",
      answer: "We open at seven in the morning [1].",
    });
    expect(openings()).toMatchObject([{ failuresInWindow: 0 }]);
  });
});

describe("an answer without an end", () => {
  test("counts for who asked for it, and keeps the model from nobody else", async () => {
    model.answers("on and on ".repeat(1_000), { chunkSize: 500 });
    const { stream } = await chatOf(context);
    for (let question = 0; question < 6; question += 1) {
      // Somebody reads along: what was shown cannot be taken back.
      await Promise.allSettled([stream(QUESTION)]);
    }
    expect(openings()).toMatchObject([{ state: "closed", failuresInWindow: 0 }]);
    expect(breakerStates()).toContainEqual(
      expect.objectContaining({ tenantId: context.tenantId, state: "open" }),
    );
    model.answers("We open at seven in the morning [1].", { chunkSize: 4 });
    const { done } = await (await chatOf(await openBakery())).stream(QUESTION);
    expect(done).toMatchObject({ answerer: "model" });
  });
});

describe("a reader who goes away", () => {
  test("closes the connection to the model within a second, and opens no breaker", async () => {
    for (let reader = 0; reader < 6; reader += 1) {
      const held = model.hold();
      const stream = await (await chatOf(context)).open(QUESTION);
      const token = stream.next("token");
      await held.begun;
      held.say("We open at seven [1] in ");
      await token;
      const left = performance.now();
      await stream.leave();
      await proxy.quiet();
      expect(performance.now() - left).toBeLessThan(1_000);
    }
    expect(openings()).toMatchObject([{ failuresInWindow: 0, state: "closed" }]);
  });
});

describe("a model that failed five times in a minute", () => {
  async function fail(): Promise<void> {
    const chat = await chatOf(context, "secret");
    for (let call = 0; call < 5; call += 1) {
      model.mock.nextRequestError(500);
      expect(await chat.answerOf(QUESTION)).toMatchObject({ answerer: "extractive" });
    }
    expect(openings()).toMatchObject([{ state: "open", lastErrorClass: "http_500" }]);
  }

  test("is asked no more: the sources answer at once, and nothing is set aside or billed", async () => {
    await fail();
    const { opened } = proxy.counts();
    const before = await spendingOf(context);
    expect(before.calls).toHaveLength(5);
    const other = await openBakery();
    for (const asking of [context, other]) {
      const { done } = await (await chatOf(asking)).stream(QUESTION);
      expect(done).toMatchObject({ outcome: "answered", answerer: "extractive" });
      expect(done?.answer).toContain(SOURCE);
    }
    expect(proxy.counts().opened).toBe(opened);
    expect(await spendingOf(context)).toEqual(before);
    expect((await spendingOf(other)).calls).toEqual([]);
  });

  test("is tried by one question after a while, and the others wait neither for it nor for the model", async () => {
    await fail();
    pass(15);
    const held = model.hold();
    const chat = await chatOf(context);
    const probe = await chat.open(QUESTION);
    const first = probe.next("token");
    await held.begun;
    const meanwhile = await chat.stream(QUESTION);
    expect(meanwhile.done).toMatchObject({ answerer: "extractive" });
    held.say("At seven [1].");
    held.end();
    await first;
    expect((await probe.rest()).done).toMatchObject({ answerer: "model" });
    expect(openings()).toMatchObject([{ state: "closed", failuresInWindow: 0 }]);
    expect((await chat.stream(QUESTION)).done).toMatchObject({ answerer: "model" });
  });
});
