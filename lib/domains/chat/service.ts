import "server-only";
import { AppError } from "@/lib/core/errors";
import { retrievePassages } from "@/lib/domains/knowledge/search-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { chatModel } from "@/lib/platform/ai/chat-model";
import type { TenantContext } from "@/lib/tenancy/context";
import { composeExtractiveAnswer } from "./answer/extractive";
import { tokensOf, type ChatEvent, type Position } from "./events";
import { writeWithModel } from "./model-answer";
import type { Exchange } from "./open-exchange";
import { finishAnswer, markPartial, type FinishedAnswer } from "./repository";
import { chatAnswer, type ChatAnswer } from "./schema";

function toAnswer(exchange: Exchange, answer: FinishedAnswer): ChatAnswer {
  const { conversationId, visitorToken } = exchange;
  const { text, outcome, confidence, citations, receipt } = answer;
  const messageId = exchange.answer.id;
  const told = { answer: text, outcome, confidence, citations, receipt };
  return { conversationId, messageId, visitorToken, ...told };
}

function storedAnswer(exchange: Exchange): ChatAnswer {
  const { answer, conversationId, visitorToken } = exchange;
  return chatAnswer.parse({
    conversationId,
    visitorToken,
    messageId: answer.id,
    answer: answer.text,
    outcome: answer.outcome,
    confidence: answer.confidence,
    citations: answer.citations,
    receipt: answer.receipt,
  });
}

async function finish(
  context: TenantContext,
  exchange: Exchange,
  answer: FinishedAnswer,
): Promise<ChatAnswer> {
  const { id, attempt } = exchange.answer;
  const kept = await withTenant(context, (tx) => finishAnswer(tx, id, attempt, answer));
  if (kept) return toAnswer(exchange, answer);
  throw new AppError("conflict", "The answer is being written for another request.", {
    retryAfterSeconds: 1,
  });
}

async function* writeAnswer(
  context: TenantContext,
  exchange: Exchange,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const { attempt } = exchange.answer;
  const found = await retrievePassages(context, exchange.question, signal);
  const model = found.answerable ? chatModel() : undefined;
  if (model) {
    const written = yield* writeWithModel(context, model, exchange, found, signal);
    if (written) {
      yield { type: "done", answer: await finish(context, exchange, written) };
      return;
    }
  }
  const composed = composeExtractiveAnswer(exchange.question, found);
  const answer = await finish(context, exchange, { ...composed, answerer: "extractive" });
  yield* tokensOf(answer.answer, attempt, undefined);
  yield { type: "done", answer };
}

/**
 * The answer of an exchange as events: tokens, then the whole answer with citations and receipt. A finished answer is
 * told again from the reader's position; an unfinished one is written anew. When the reader goes away the model is
 * stopped and what was written is kept as partial. Throws AppError `upstream_failed` when a model fails mid-answer.
 */
export async function* answerExchange(
  context: TenantContext,
  exchange: Exchange,
  after: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const { id, attempt, state } = exchange.answer;
  if (state === "complete") {
    const answer = storedAnswer(exchange);
    yield* tokensOf(answer.answer, attempt, after);
    yield { type: "done", answer };
    return;
  }
  let text = "";
  let done = false;
  try {
    for await (const event of writeAnswer(context, exchange, signal)) {
      if (event.type === "token") text += event.text;
      else done = true;
      yield event;
    }
  } finally {
    if (!done) await withTenant(context, (tx) => markPartial(tx, id, attempt, text));
  }
}
