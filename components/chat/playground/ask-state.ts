import type { AnswerEvent } from "@/lib/domains/chat/queries";
import type { ChatAnswer, CitationView } from "@/lib/domains/chat/schema";

interface Written {
  question: string;
  /** Names the question to the server, so that asking it again after a lost connection tells the same answer. */
  clientMessageId: string;
  text: string;
  citations: readonly CitationView[];
}

/** A question on its way to its answer. */
export type Ask =
  | { phase: "idle" }
  | ({ phase: "asking" | "stopped" } & Written)
  | ({ phase: "failed"; error: unknown } & Written)
  | ({ phase: "done"; answer: ChatAnswer } & Written);

export type AskAction =
  | { type: "ask"; question: string; clientMessageId: string }
  | { type: "stop" }
  | { type: "fail"; error: unknown }
  | AnswerEvent;

/** The question's state after something happened. What comes after its end changes nothing. */
export function askAfter(ask: Ask, action: AskAction): Ask {
  if (action.type === "ask") {
    const { question, clientMessageId } = action;
    return { phase: "asking", question, clientMessageId, text: "", citations: [] };
  }
  if (ask.phase !== "asking") return ask;
  switch (action.type) {
    case "token":
      return { ...ask, text: ask.text + action.text };
    case "citation":
      return { ...ask, citations: [...ask.citations, action.citation] };
    case "done": {
      const { answer } = action;
      return { ...ask, phase: "done", answer, text: answer.answer, citations: answer.citations };
    }
    case "stop":
      return { ...ask, phase: "stopped" };
    case "fail":
      return { ...ask, phase: "failed", error: action.error };
  }
}
