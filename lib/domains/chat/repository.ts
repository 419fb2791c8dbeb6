import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { CitationView, ReceiptEntry } from "./schema";

export interface StoredAnswer {
  id: string;
  state: "streaming" | "complete" | "partial";
  attempt: number;
  text: string;
  outcome: "answered" | "no_answer" | "blocked" | null;
  confidence: number | null;
  citations: Prisma.JsonValue;
  receipt: Prisma.JsonValue;
}

const ANSWER_COLUMNS = {
  id: true,
  state: true,
  attempt: true,
  text: true,
  outcome: true,
  confidence: true,
  citations: true,
  receipt: true,
} as const;

/** The conversation that this first question opened before, or a new one; a race ends in one. */
export async function openOrCreateConversation(
  tx: TenantTransaction,
  context: TenantContext,
  openedBy: string | undefined,
): Promise<string> {
  const id = newId();
  const apiKeyId = context.actor.kind === "api_key" ? context.actor.id : null;
  await tx.conversation.createMany({
    data: { ...ownedBy(context), id, apiKeyId, openedBy: openedBy ?? null },
    skipDuplicates: true,
  });
  if (openedBy === undefined) return id;
  const row = await tx.conversation.findFirst({ where: { openedBy }, select: { id: true } });
  return row?.id ?? id;
}

export async function findConversation(tx: TenantTransaction, id: string): Promise<boolean> {
  return (await tx.conversation.findFirst({ where: { id }, select: { id: true } })) !== null;
}

/** Stores a visitor's question once for each client message id. Returns its id and its text as first stored. */
export async function putQuestion(
  tx: TenantTransaction,
  context: TenantContext,
  question: { conversationId: string; text: string; clientMessageId: string | undefined },
): Promise<{ id: string; text: string }> {
  const { conversationId, text, clientMessageId } = question;
  const id = newId();
  await tx.message.createMany({
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
  await tx.conversation.updateMany({
    where: { id: conversationId },
    data: { lastMessageAt: new Date() },
  });
  if (clientMessageId === undefined) return { id, text };
  const row = await tx.message.findFirst({
    where: { conversationId, clientMessageId },
    select: { id: true, text: true },
  });
  return row ?? { id, text };
}

/**
 * The answer of a question: the finished one, or a fresh attempt. Beginning an attempt takes the answer away from an
 * earlier one that is still at work, whose writes then find their attempt gone.
 */
export async function beginAnswer(
  tx: TenantTransaction,
  context: TenantContext,
  conversationId: string,
  replyToId: string,
): Promise<StoredAnswer> {
  const { count } = await tx.message.createMany({
    data: {
      ...ownedBy(context),
      id: newId(),
      conversationId,
      replyToId,
      role: "assistant",
      state: "streaming",
      text: "",
    },
    skipDuplicates: true,
  });
  if (count === 0) {
    await tx.message.updateMany({
      where: { replyToId, state: { not: "complete" } },
      data: { attempt: { increment: 1 }, state: "streaming", text: "" },
    });
  }
  return tx.message.findFirstOrThrow({ where: { replyToId }, select: ANSWER_COLUMNS });
}

export interface FinishedAnswer {
  text: string;
  outcome: "answered" | "no_answer" | "blocked";
  confidence: number;
  citations: CitationView[];
  receipt: ReceiptEntry[];
  answerer: string;
}

/** Writes an attempt's end. Returns false when another attempt took over meanwhile. */
export async function finishAnswer(
  tx: TenantTransaction,
  id: string,
  attempt: number,
  answer: FinishedAnswer,
): Promise<boolean> {
  const { count } = await tx.message.updateMany({
    where: { id, attempt, state: "streaming" },
    data: { ...answer, state: "complete" },
  });
  return count === 1;
}

/** Keeps what an attempt had written when it was cut off. */
export async function markPartial(
  tx: TenantTransaction,
  id: string,
  attempt: number,
  text: string,
): Promise<void> {
  await tx.message.updateMany({
    where: { id, attempt, state: "streaming" },
    data: { text, state: "partial" },
  });
}

/** The last messages of a conversation, oldest first, without the one being answered. */
export async function recentMessages(
  tx: TenantTransaction,
  conversationId: string,
  before: string,
) {
  const rows = await tx.message.findMany({
    where: { conversationId, id: { lt: before }, state: "complete" },
    select: { role: true, text: true },
    orderBy: { id: "desc" },
    take: 6,
  });
  return rows.reverse();
}

/** Marks answers that nobody writes any more: their process died. Returns how many. */
export async function abandonStale(tx: TenantTransaction, before: Date): Promise<number> {
  const { count } = await tx.message.updateMany({
    where: { state: "streaming", updatedAt: { lt: before } },
    data: { state: "partial" },
  });
  return count;
}

/** Calls that were reserved and never settled, since their process died. */
export async function findUnsettledCalls(tx: TenantTransaction, before: Date) {
  return tx.modelCall.findMany({
    where: { settledAt: null, createdAt: { lt: before } },
    select: { id: true, day: true, reservedMicros: true },
    take: 100,
  });
}
