import "server-only";
import { log } from "@/lib/platform/log/log";
import type { ChatModel, ModelUsage } from "@/lib/platform/ai/chat-model";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import type { TenantContext } from "@/lib/tenancy/context";
import { noAnswerText } from "./answer/no-answer";
import { resolveCitations } from "./answer/resolve-citations";
import { reserveSpend, settleSpend } from "./budget";
import type { ChatEvent } from "./events";
import type { Exchange } from "./open-exchange";
import { buildPrompt, estimateTokens, NO_ANSWER_MARK } from "./prompt";
import type { FinishedAnswer } from "./repository";

const MAX_OUTPUT_TOKENS = 700;
const MAX_SOURCES = 6;

/**
 * Streams a model's answer and returns it with its citations resolved against the sources of this run. Returns undefined
 * without having yielded when the budget is used up or the model failed before its first word: the extractive answerer
 * takes over. Throws when the model fails later. The call is settled once, whatever happens.
 */
export async function* writeWithModel(
  context: TenantContext,
  model: ChatModel,
  exchange: Exchange,
  found: RetrievedPassages,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, FinishedAnswer | undefined> {
  const passages = found.passages.slice(0, MAX_SOURCES);
  const turns = buildPrompt(exchange.question, passages, exchange.history);
  const inputTokens = estimateTokens(turns.map(({ content }) => content).join("\n"));
  const most = model.price({ inputTokens, outputTokens: MAX_OUTPUT_TOKENS });
  const reservation = await reserveSpend(context, model.name, most);
  if (!reservation) {
    log.warn("the daily budget is used up; the extractive answerer answers", { model: model.name });
    return undefined;
  }
  let usage: ModelUsage | undefined;
  let text = "";
  let refused = false;
  let shown = 0;
  const { attempt } = exchange.answer;
  try {
    for await (const part of model.stream(turns, MAX_OUTPUT_TOKENS, signal)) {
      if (part.type === "usage") usage = part.usage;
      else if (part.type === "refused") refused = true;
      else text += part.text;
      // Held back while it may still turn out to be the mark.
      if (NO_ANSWER_MARK.startsWith(text.trim().slice(0, NO_ANSWER_MARK.length))) continue;
      if (text.length > shown) {
        yield { type: "token", text: text.slice(shown), attempt, offset: text.length };
        shown = text.length;
      }
    }
  } catch (error) {
    if (signal.aborted || shown > 0) throw error;
    log.error("the model failed before its first word; the extractive answerer answers", error, {
      model: model.name,
    });
    return undefined;
  } finally {
    const counted = usage ?? { inputTokens, outputTokens: estimateTokens(text) };
    await settleSpend(context, reservation, { ...counted, costMicros: model.price(counted) });
  }
  return finishText(text, refused, found, passages, model.name);
}

function finishText(
  text: string,
  refused: boolean,
  found: RetrievedPassages,
  passages: RetrievedPassages["passages"],
  answerer: string,
): FinishedAnswer {
  const nothing = { citations: [], receipt: [], confidence: found.confidence, answerer };
  if (refused) return { ...nothing, text: noAnswerText(found.language), outcome: "blocked" };
  const { answer, citations, receipt } = resolveCitations(text, passages);
  // An answer that cites none of its sources is the model's own: it is not given as the business's.
  if (text.trim().startsWith(NO_ANSWER_MARK) || citations.length === 0) {
    return { ...nothing, text: noAnswerText(found.language), outcome: "no_answer" };
  }
  return {
    text: answer,
    outcome: "answered",
    confidence: found.confidence,
    citations,
    receipt,
    answerer,
  };
}
