import "server-only";
import { createHash } from "node:crypto";
import { log } from "@/lib/platform/log/log";
import { chatModel, type ChatModel, type ModelUsage } from "@/lib/platform/ai/chat-model";
import { estimateTokens } from "@/lib/platform/ai/estimate-tokens";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import { reserveSpend, settleSpend } from "@/lib/domains/usage/budget-service";
import type { TenantContext } from "@/lib/tenancy/context";
import { GrowingAnswer } from "./answer/growing-answer";
import { noAnswerText } from "./answer/no-answer";
import { resolveCitations } from "./answer/resolve-citations";
import type { ChatEvent } from "./events";
import { sinceAsked, type Exchange } from "./open-exchange";
import { buildPrompt } from "./prompt";
import type { FinishedAnswer } from "./answer-repository";

/** Five short sentences, and what a model may think before them. */
const MAX_OUTPUT_TOKENS = 1_200;
const MAX_SOURCES = 6;

/** Why a model did not write an answer that it would have written. */
export type Unwritten = "over_budget" | "model_away" | "model_failed";

/** What a model must know of a question. */
export interface Asked extends Pick<Exchange, "askedAt" | "question" | "history"> {
  answer: { attempt: number };
}

const sourcesIn = ({ passages }: RetrievedPassages) => passages.slice(0, MAX_SOURCES);

/**
 * A digest of all that a model goes by who writes an answer from some passages: the same for the same. Undefined where no
 * model would be asked, since none is configured or the passages cannot answer.
 */
export function digestOfTold(question: string, found: RetrievedPassages): string | undefined {
  const model = chatModel();
  if (!model || !found.answerable) return undefined;
  const sources = sourcesIn(found);
  const told = [
    model.name,
    buildPrompt(question, sources, []),
    // Its citations link there.
    sources.map(({ documentId, url }) => [documentId, url]),
  ];
  return createHash("sha256").update(JSON.stringify(told)).digest("base64url");
}

interface Writing {
  model: ChatModel;
  asked: Asked;
  found: RetrievedPassages;
  /** Somebody reads along, so that what was shown cannot be taken back. */
  live: boolean;
  /** The share of the day's budget up to which it is asked; all of it by default. */
  upTo?: number | undefined;
  signal: AbortSignal;
}

/**
 * Streams a model's answer and returns it with its citations resolved against the sources of this run. Returns why not
 * when the budget does not allow the call, the model's breaker is open or it failed before anything was shown: the
 * extractive answerer takes over. Throws when the model fails later. The call is settled once, whatever happens.
 */
export async function* writeWithModel(
  context: TenantContext,
  { model, asked, found, live, upTo, signal }: Writing,
): AsyncGenerator<ChatEvent, FinishedAnswer | Unwritten> {
  if (model.isAway()) {
    log.warn("the model is left alone; the extractive answerer answers", { model: model.name });
    return "model_away";
  }
  const passages = sourcesIn(found);
  const turns = buildPrompt(asked.question, passages, asked.history);
  const inputTokens = estimateTokens(turns.map(({ content }) => content).join("\n"));
  const most = model.price({ inputTokens, outputTokens: MAX_OUTPUT_TOKENS });
  const reservation = await reserveSpend(context, model.name, most, upTo);
  if (!reservation) {
    log.warn("the daily budget leaves no room for the call; the extractive answerer answers", {
      model: model.name,
    });
    return "over_budget";
  }
  const { attempt } = asked.answer;
  const growing = new GrowingAnswer(passages);
  let usage: ModelUsage | undefined;
  let refused = false;
  let firstWordMs: number | undefined;
  const token = (text: string): ChatEvent[] =>
    text === "" || !live ? [] : [{ type: "token", text, attempt, offset: growing.shown.length }];
  try {
    for await (const part of model.stream(turns, MAX_OUTPUT_TOKENS, signal)) {
      if (part.type === "usage") usage = part.usage;
      else if (part.type === "refused") refused = true;
      else {
        firstWordMs ??= sinceAsked(asked);
        yield* token(growing.add(part.text));
      }
    }
    if (!refused && growing.raw.trim() === "") throw new Error("The model ended without a word");
    if (!refused) yield* token(growing.end());
  } catch (error) {
    if (signal.aborted || (live && growing.shown !== "")) throw error;
    log.error("the model failed before its first word; the extractive answerer answers", error, {
      model: model.name,
    });
    return "model_failed";
  } finally {
    const counted = usage ?? { inputTokens, outputTokens: estimateTokens(growing.raw) };
    await settleSpend(context, reservation, { ...counted, costMicros: model.price(counted) });
  }
  const { confidence, language } = found;
  const nothing = {
    citations: [],
    receipt: [],
    confidence,
    answerer: model.name,
    firstWordMs: firstWordMs ?? sinceAsked(asked),
  };
  if (refused) return { ...nothing, text: noAnswerText(language), outcome: "blocked" };
  const { answer, citations, receipt } = resolveCitations(growing.text, passages);
  // An answer that cites none of its sources is the model's own: it is not given as the business's.
  if (growing.declines || citations.length === 0) {
    return { ...nothing, text: noAnswerText(language), outcome: "no_answer" };
  }
  return { ...nothing, text: answer, outcome: "answered", citations, receipt };
}
