import "server-only";
import { createHash } from "node:crypto";
import { AppError, notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Caller } from "@/lib/http/authenticate";
import type { TenantContext } from "@/lib/tenancy/context";
import { admitVisitor } from "./admit-visitor";
import { beginAnswer, findAnswer, type StoredAnswer } from "./answer-repository";
import { awaitPerson } from "./inbox/waiting-service";
import { noteQuestion, openOrCreateConversation, putQuestion, recentMessages } from "./repository";
import type { ChatInput } from "./schema";
import { MAX_MESSAGE } from "./terms";
import { openConversation, signVisitorToken } from "./visitor-token";

/**
 * A visitor's shorter id may be anybody's, so it is recognised inside its own conversation only: it opens none that was
 * opened before.
 */
const MIN_VISITORS_ID = 16;

export interface Exchange {
  /** When it was asked, by `performance.now()`. */
  askedAt: number;
  conversationId: string;
  visitorToken: string;
  question: string;
  questionId: string;
  history: { role: "visitor" | "assistant"; text: string }[];
  /** Undefined while a person answers the visitor: then nothing else does. */
  answer: StoredAnswer | undefined;
}

/** One that the assistant answers. */
export interface Answering extends Exchange {
  answer: StoredAnswer;
}

/** How long ago the question came, in whole milliseconds. */
export const sinceAsked = ({ askedAt }: Exchange): number =>
  Math.round(performance.now() - askedAt);

function openingKey(
  context: TenantContext,
  caller: Caller,
  clientMessageId: string | undefined,
): string | undefined {
  if (clientMessageId === undefined) return undefined;
  if (caller === "publishable" && clientMessageId.length < MIN_VISITORS_ID) return undefined;
  return createHash("sha256").update(`${context.actor.id} ${clientMessageId}`).digest("base64url");
}

/** As people count: an emoji is one. */
function charactersIn(text: string): number {
  return text.length <= MAX_MESSAGE ? text.length : Array.from(text).length;
}

/**
 * Stores the visitor's message and begins its answer, or finds both when the message came before: a repeat with the same
 * client message id never makes a second one. While a person answers, the message alone is stored. Throws `not_found` unless the visitor token opens the conversation, and
 * `conflict` when the id came with another text.
 */
export async function openExchange(
  context: TenantContext,
  caller: Caller,
  input: ChatInput,
): Promise<Exchange> {
  const askedAt = performance.now();
  const { message, clientMessageId } = input;
  if (charactersIn(message) > MAX_MESSAGE) {
    throw new AppError(
      "payload_too_large",
      `A message may have at most ${MAX_MESSAGE} characters.`,
      {
        field: "message",
      },
    );
  }
  const known =
    input.conversationId !== undefined || input.visitorToken !== undefined
      ? await openConversation(context, input.visitorToken, input.conversationId)
      : undefined;
  const opened = await withTenant(context, async (tx) => {
    const openedBy = openingKey(context, caller, clientMessageId);
    // A query can hold anything of the visitor's.
    const pageUrl = input.pageUrl?.split(/[?#]/)[0];
    const conversationId =
      known ??
      (await openOrCreateConversation(tx, context, {
        openedBy,
        question: message,
        pageUrl,
        language: input.language,
      }));
    const handledBy = await noteQuestion(tx, conversationId, message);
    if (handledBy === undefined) throw notFound("The conversation");
    await admitVisitor(tx, caller, conversationId, input.identity);
    const question = await putQuestion(tx, context, {
      conversationId,
      text: message,
      clientMessageId,
    });
    if (question.text !== message) {
      throw new AppError("conflict", "This clientMessageId was used for another message.", {
        field: "clientMessageId",
      });
    }
    if (handledBy === "person" && question.isNew) await awaitPerson(tx, context, conversationId);
    const history =
      known === undefined ? [] : await recentMessages(tx, conversationId, question.id);
    const answer =
      handledBy === "assistant"
        ? await beginAnswer(tx, context, conversationId, question.id)
        : await findAnswer(tx, question.id);
    return { conversationId, questionId: question.id, history, answer };
  });
  const visitorToken = await signVisitorToken(context, opened.conversationId);
  return { ...opened, askedAt, visitorToken, question: message };
}
