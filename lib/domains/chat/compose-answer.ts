import "server-only";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import { chatModel } from "@/lib/platform/ai/chat-model";
import type { TenantContext } from "@/lib/tenancy/context";
import { composeExtractiveAnswer } from "./answer/extractive";
import { EXTRACTIVE, type FinishedAnswer } from "./answer-repository";
import type { ChatEvent } from "./events";
import { writeWithModel, type Asked, type Unwritten } from "./model-answer";
import { sinceAsked } from "./open-exchange";

interface Composing {
  asked: Asked;
  /** As it can be understood alone: what was looked for. */
  question: string;
  found: RetrievedPassages;
  /** Somebody reads a model's words as they come. */
  live: boolean;
  /** The share of the day's budget up to which a model is asked; all of it by default. */
  upTo?: number | undefined;
  signal: AbortSignal;
}

/** What wrote an answer; of quotes, why they did. `nothing_found`: a model had nothing to answer from. */
export type Made = "model" | "quotes" | "nothing_found" | Unwritten;

/**
 * Writes the answer to a question from what was found: the configured model where the passages may answer, else, and where
 * it cannot be asked, the sources' own words. Keeps nothing but what a model's call cost. Throws as `writeWithModel` does.
 */
export async function* composeAnswer(
  context: TenantContext,
  { question, ...writing }: Composing,
): AsyncGenerator<ChatEvent, { answer: FinishedAnswer; made: Made }> {
  const { asked, found } = writing;
  const model = chatModel();
  let made: Made = model ? "nothing_found" : "quotes";
  if (model && found.answerable) {
    const written = yield* writeWithModel(context, { model, ...writing });
    if (typeof written !== "string") return { answer: written, made: "model" };
    made = written;
  }
  const composed = composeExtractiveAnswer(question, found);
  const firstWordMs = sinceAsked(asked);
  return { answer: { ...composed, answerer: EXTRACTIVE, firstWordMs }, made };
}
