import { describe, expect, test } from "vitest";
import type { ChatAnswer } from "@/lib/domains/chat/schema";
import { askAfter, type Ask, type AskAction } from "./ask-state";

const citation = { index: 1, title: "Hours", url: null, quote: "We open at nine." };
const answer: ChatAnswer = {
  conversationId: "00000000-0000-4000-8000-000000000001",
  messageId: "00000000-0000-4000-8000-000000000002",
  visitorToken: "token",
  answer: "We open at nine. [1]",
  outcome: "answered",
  answerer: "model",
  confidence: 0.9,
  citations: [citation],
  receipt: [],
};

const after = (...actions: AskAction[]): Ask =>
  actions.reduce(askAfter, { phase: "idle" } satisfies Ask as Ask);
const asked: AskAction = { type: "ask", question: "When do you open?", clientMessageId: "a" };
const token = (text: string): AskAction => ({ type: "token", text });

describe("a question", () => {
  test("collects its answer as it is written", () => {
    const ask = after(asked, token("We open"), token(" at nine."), { type: "citation", citation });
    expect(ask).toMatchObject({
      phase: "asking",
      text: "We open at nine.",
      citations: [citation],
    });
  });

  test("ends with what the server says the answer is", () => {
    expect(after(asked, token("We op"), { type: "done", answer })).toMatchObject({
      phase: "done",
      text: "We open at nine. [1]",
      citations: [citation],
    });
  });

  test("keeps what was written when it is stopped or fails", () => {
    expect(after(asked, token("We"), { type: "stop" })).toMatchObject({
      phase: "stopped",
      text: "We",
    });
    expect(after(asked, token("We"), { type: "fail", error: "x" })).toMatchObject({
      phase: "failed",
      text: "We",
      error: "x",
    });
  });

  test("takes nothing more after its end", () => {
    const stopped = after(asked, { type: "stop" });
    expect(askAfter(stopped, token("late"))).toBe(stopped);
    expect(askAfter(stopped, { type: "done", answer })).toBe(stopped);
  });

  test("starts from nothing when another one is asked", () => {
    const again = { ...asked, question: "And on Sunday?", clientMessageId: "b" };
    expect(after(asked, { type: "done", answer }, again)).toEqual({
      phase: "asking",
      question: "And on Sunday?",
      clientMessageId: "b",
      text: "",
      citations: [],
    });
  });
});
