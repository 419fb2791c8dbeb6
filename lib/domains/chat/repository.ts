import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { inOneLine } from "./answer/in-one-line";
import { withoutGone } from "./withhold";

/** Lists show no more of a message. */
const PREVIEW = 200;
/** So much of a text as lists show. */
export const beginning = (text: string) => text.slice(0, PREVIEW).toWellFormed();

export interface Opening {
  /** By which a repeat of the question that opens it is recognised. */
  openedBy: string | undefined;
  question: string;
  pageUrl: string | undefined;
  language: string | undefined;
}

/** The conversation that this first question opened before, or a new one; a race ends in one. */
export async function openOrCreateConversation(
  tx: TenantTransaction,
  context: TenantContext,
  { openedBy, question, pageUrl, language }: Opening,
): Promise<string> {
  const id = newId();
  const apiKeyId = context.actor.kind === "api_key" ? context.actor.id : null;
  const { count } = await tx.conversation.createMany({
    data: {
      ...ownedBy(context),
      id,
      apiKeyId,
      openedBy: openedBy ?? null,
      subject: beginning(question),
      pageUrl: pageUrl ?? null,
      language: language ?? null,
    },
    skipDuplicates: true,
  });
  if (count === 1) return id;
  const row = await tx.conversation.findFirstOrThrow({
    where: { openedBy: openedBy ?? "" },
    select: { id: true },
  });
  return row.id;
}

/**
 * Notes that the visitor has written: the conversation is open again, whatever it was. Its row stays locked until the
 * transaction ends, so that nobody takes it over in the middle. Returns who answers; undefined when there is none of this
 * id.
 */
export async function noteQuestion(tx: TenantTransaction, id: string, text: string) {
  const now = new Date();
  const [row] = await tx.conversation.updateManyAndReturn({
    where: { id },
    data: {
      lastMessageAt: now,
      updatedAt: now,
      visitorSeenAt: now,
      visitorTypingAt: null,
      preview: beginning(text),
      status: "open",
      snoozedUntil: null,
    },
    select: { handledBy: true },
  });
  return row?.handledBy;
}

/**
 * Notes that the assistant has answered, and locks the row as `noteQuestion` does. Returns false when a person answers by
 * now, or there is no such conversation any more: then the answer may not be kept.
 */
export async function noteAnswer(
  tx: TenantTransaction,
  id: string,
  { text, outcome }: { text: string; outcome: string },
): Promise<boolean> {
  const now = new Date();
  const { count } = await tx.conversation.updateMany({
    where: { id, handledBy: "assistant" },
    data: {
      version: { increment: 1 },
      lastMessageAt: now,
      updatedAt: now,
      preview: beginning(inOneLine(text)),
      unansweredAt: outcome === "no_answer" ? now : null,
    },
  });
  return count === 1;
}

/** Stores a visitor's question once for each client message id. Returns its id, its text as first stored, and whether it is so now. */
export async function putQuestion(
  tx: TenantTransaction,
  context: TenantContext,
  question: { conversationId: string; text: string; clientMessageId: string | undefined },
): Promise<{ id: string; text: string; isNew: boolean }> {
  const { conversationId, text, clientMessageId } = question;
  const id = newId();
  const { count } = await tx.message.createMany({
    data: {
      ...ownedBy(context),
      id,
      conversationId,
      role: "visitor",
      text,
      clientMessageId: clientMessageId ?? null,
    },
    skipDuplicates: true,
  });
  if (count === 1 || clientMessageId === undefined) return { id, text, isNew: true };
  const found = await tx.message.findFirstOrThrow({
    where: { conversationId, clientMessageId },
    select: { id: true, text: true },
  });
  return { ...found, isNew: false };
}

/** The last messages of a conversation, oldest first, without the one being answered; a member's as the assistant's. */
export async function recentMessages(
  tx: TenantTransaction,
  conversationId: string,
  before: string,
) {
  const rows = await tx.message.findMany({
    where: { conversationId, id: { lt: before }, state: "complete" },
    select: { id: true, role: true, text: true, citations: true },
    orderBy: { id: "desc" },
    take: 6,
  });
  // No answer goes on from what is no longer known.
  const known = await withoutGone(tx, rows);
  return known.reverse().map(({ role, text }) => {
    const side: "visitor" | "assistant" = role === "visitor" ? "visitor" : "assistant";
    return { role: side, text };
  });
}
