import "server-only";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import { chatModel } from "@/lib/platform/ai/chat-model";
import type { TenantContext } from "@/lib/tenancy/context";
import { composeExtractiveAnswer } from "./answer/extractive";
import { EXTRACTIVE, type FinishedAnswer } from "./answer-repository";
import type { ChatEvent } from "./events";
import { writeWithModel, type Asked } from "./model-answer";
import { sinceAsked } from "./open-exchange";

interface Composing {
  asked: Asked;
  /** As it can be understood alone: what was looked for. */
  question: string;
  found: RetrievedPassages;
  /** Somebody reads a model's words as they come. */
  live: boolean;
  signal: AbortSignal;
}

/**
 * Writes the answer to a question from what was found: the configured model where the passages may answer, else, and where
 * it cannot be asked, the sources' own words. Keeps nothing but what a model's call cost. Throws as `writeWithModel` does.
 */
export async function* composeAnswer(
  context: TenantContext,
  { question, ...writing }: Composing,
): AsyncGenerator<ChatEvent, FinishedAnswer> {
  const { asked, found } = writing;
  const model = found.answerable ? chatModel() : undefined;
  const written = model ? yield* writeWithModel(context, { model, ...writing }) : undefined;
  return (
    written ?? {
      ...composeExtractiveAnswer(question, found),
      answerer: EXTRACTIVE,
      firstWordMs: sinceAsked(asked),
    }
  );
}
