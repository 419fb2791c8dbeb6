import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { chatOf } from "@/lib/testing/chat";
import { startModel, type ModelStandIn } from "@/lib/testing/model";

let model: ModelStandIn;

beforeAll(async () => {
  model = await startModel({ silenceSeconds: 90 });
});
afterAll(() => model.stop());
afterEach(() => {
  vi.useRealTimers();
});

it("a stream whose model is silent says every ten seconds that it is still there, and stops at its end", async () => {
  const chat = await chatOf(await openBakery());
  // The database and the model keep their own time.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const before = vi.getTimerCount();
  const held = model.hold();
  const answer = chat.ask({ message: QUESTION, stream: true });
  await held.begun;
  vi.advanceTimersByTime(39_999);
  held.say("At seven [1]. ");
  held.end();
  const { text } = await answer;
  expect(text).toMatch(/^: open\n\n(: heartbeat\n\n){3}(id: .+\n)?event: token\n/);
  expect(text.match(/: heartbeat/g)).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(before);
});
