import "server-only";
import { AppError } from "@/lib/core/errors";
import { noteCited } from "@/lib/domains/knowledge/citations/citation-service";
import { retrievePassages } from "@/lib/domains/knowledge/search-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import {
  EXTRACTIVE,
  finishAnswer,
  markPartial,
  type FinishedAnswer,
  type StoredAnswer,
} from "./answer-repository";
import { awaitTurn, sayAlive } from "./answer-turn";
import { composeAnswer } from "./compose-answer";
import { noteAnswer } from "./repository";
import { tokensOf, type ChatEvent, type Position } from "./events";
import { understoodAlone } from "./follow-up";
import type { Answering, Exchange } from "./open-exchange";
import { chatAnswer, type ChatAnswer } from "./schema";
import { withholdGone } from "./withhold";

/** What a reader is told of it; the model's name is the owner's business. */
const answererOf = ({ answerer }: { answerer: string | null }): ChatAnswer["answerer"] =>
  answerer === EXTRACTIVE ? "extractive" : "model";

/** What a visitor is told whose question a person will answer. */
function waitsForPerson({ conversationId, visitorToken, questionId }: Exchange): ChatAnswer {
  return {
    conversationId,
    visitorToken,
    messageId: questionId,
    answer: "",
    outcome: "handoff",
    answerer: "person",
    confidence: 0,
    citations: [],
    receipt: [],
  };
}

function toAnswer(exchange: Answering, answer: FinishedAnswer): ChatAnswer {
  const { conversationId, visitorToken } = exchange;
  const { text, outcome, confidence, citations, receipt } = answer;
  const messageId = exchange.answer.id;
  const answerer = answererOf(answer);
  const told = { answer: text, outcome, answerer, confidence, citations, receipt };
  // Leaves out what visitors are not told: the documents' ids.
  return chatAnswer.parse({ conversationId, messageId, visitorToken, ...told });
}

/** An answer as it may be told now. What took the place of its text is another attempt's to who has read a part of it. */
async function asOfNow(
  context: TenantContext,
  { conversationId, answer }: Answering,
): Promise<StoredAnswer> {
  const [told] = await withTenant(context, (tx) => withholdGone(tx, conversationId, [answer]));
  if (!told || told.text === answer.text) return answer;
  return { ...told, attempt: answer.attempt + 1, confidence: 0, receipt: [] };
}

function* retell(exchange: Answering, after: Position | undefined): Generator<ChatEvent> {
  const { conversationId, visitorToken, answer } = exchange;
  const { id: messageId, text, outcome, confidence, citations, receipt } = answer;
  const answerer = answererOf(answer);
  const told = { answer: text, outcome, answerer, confidence, citations, receipt };
  const whole = chatAnswer.parse({ conversationId, messageId, visitorToken, ...told });
  yield* tokensOf(text, answer.attempt, after);
  yield { type: "done", answer: whole };
}

const citedIn = ({ citations }: FinishedAnswer) => citations.map(({ documentId }) => documentId);

async function finish(
  context: TenantContext,
  exchange: Answering,
  answer: FinishedAnswer,
): Promise<ChatAnswer> {
  const { id, attempt } = exchange.answer;
  const kept = await withTenant(context, async (tx) => {
    if (!(await noteAnswer(tx, exchange.conversationId, answer))) return "withdrawn";
    const end = await finishAnswer(tx, id, attempt, answer);
    if (end === "kept") await noteCited(tx, context, citedIn(answer));
    if (end !== "superseded") return end;
    throw new AppError("conflict", "The answer is being written for another request.", {
      retryAfterSeconds: 1,
    });
  });
  return kept === "kept" ? toAnswer(exchange, answer) : waitsForPerson(exchange);
}

async function* writeAnswer(
  context: TenantContext,
  exchange: Answering,
  live: boolean,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const { attempt } = exchange.answer;
  const question = understoodAlone(exchange);
  const found = await retrievePassages(context, question, signal);
  const writing = { asked: exchange, question, found, live, signal };
  const { answer: composed } = yield* composeAnswer(context, writing);
  const shown = composed.answerer !== EXTRACTIVE && composed.outcome === "answered";
  const answer = await finish(context, exchange, composed);
  // A model's words were shown as it said them.
  if (!shown) yield* tokensOf(answer.answer, attempt, undefined);
  yield { type: "done", answer };
}

async function* writeOrLeavePartial(
  context: TenantContext,
  exchange: Answering,
  live: boolean,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const { id, attempt } = exchange.answer;
  const stop = sayAlive(context, exchange.answer);
  let text = "";
  let done = false;
  try {
    for await (const event of writeAnswer(context, exchange, live, signal)) {
      if (event.type === "token") text += event.text;
      else done = true;
      yield event;
    }
  } finally {
    stop();
    if (!done) await withTenant(context, (tx) => markPartial(tx, id, attempt, text));
  }
}

export interface Reader {
  /** Reads the tokens as they come. */
  live: boolean;
  /** What it has of the answer already. */
  after: Position | undefined;
  /** Aborts when the reader goes away. */
  signal: AbortSignal;
}

/**
 * The answer of an exchange as events: tokens, then the whole answer with citations and receipt. One request at a time
 * writes it, others wait and tell what it wrote, from their reader's position; an answer that was left unfinished is
 * written anew. Once a person answers the visitor, nothing of the assistant's is kept or told any more. When the reader
 * goes away the model is stopped and what was shown is kept as partial. Throws AppError `upstream_failed` when a model
 * fails mid-answer.
 */
export async function* answerExchange(
  context: TenantContext,
  exchange: Exchange,
  { live, after, signal }: Reader,
): AsyncGenerator<ChatEvent> {
  if (!exchange.answer) {
    yield { type: "done", answer: waitsForPerson(exchange) };
    return;
  }
  const answer = await awaitTurn(context, exchange, exchange.answer, signal);
  const current = { ...exchange, answer };
  if (answer.state === "withdrawn") yield { type: "done", answer: waitsForPerson(exchange) };
  else if (answer.mine) yield* writeOrLeavePartial(context, current, live, signal);
  else yield* retell({ ...current, answer: await asOfNow(context, current) }, after);
}
