import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { withholdGone } from "../withhold";

/** What a visitor may see of a message: no receipt, no confidence, no author's id. */
const MESSAGE_COLUMNS = {
  id: true,
  role: true,
  text: true,
  createdAt: true,
  updatedAt: true,
  clientMessageId: true,
  replyToId: true,
  outcome: true,
  answerer: true,
  citations: true,
  authorName: true,
  rating: true,
  ratingReason: true,
} as const satisfies Prisma.MessageSelect;

export type MessageRow = Prisma.MessageGetPayload<{ select: typeof MESSAGE_COLUMNS }>;

const STATE_COLUMNS = {
  version: true,
  updatedAt: true,
  handledBy: true,
  status: true,
  assigneeId: true,
  needsPersonAt: true,
  memberTypingAt: true,
} as const satisfies Prisma.ConversationSelect;

export type StateRow = Prisma.ConversationGetPayload<{ select: typeof STATE_COLUMNS }>;

export async function findState(tx: TenantTransaction, id: string): Promise<StateRow | null> {
  return tx.conversation.findFirst({ where: { id }, select: STATE_COLUMNS });
}

/** The newest messages before one, oldest first. What is being written, cut off or withdrawn is not among them. */
export async function messagesBefore(
  tx: TenantTransaction,
  conversationId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<MessageRow[]> {
  const rows = await tx.message.findMany({
    where: { conversationId, state: "complete", ...(before && { id: { lt: before } }) },
    select: MESSAGE_COLUMNS,
    orderBy: { id: "desc" },
    take: limit,
  });
  return withholdGone(tx, conversationId, rows.reverse());
}

/** Messages that were written, completed or rated since then, in the order of that. */
export async function messagesChangedSince(
  tx: TenantTransaction,
  conversationId: string,
  since: Date,
  limit: number,
): Promise<MessageRow[]> {
  const rows = await tx.message.findMany({
    where: { conversationId, state: "complete", updatedAt: { gte: since } },
    select: MESSAGE_COLUMNS,
    orderBy: [{ updatedAt: "asc" }, { id: "asc" }],
    take: limit,
  });
  return withholdGone(tx, conversationId, rows);
}

/** Notes that the visitor is there, and locks the row. False when there is no such conversation. */
export async function noteVisitor(
  tx: TenantTransaction,
  id: string,
  data: { visitorTypingAt?: Date; updatedAt?: Date } = {},
): Promise<boolean> {
  const { count } = await tx.conversation.updateMany({
    where: { id },
    data: { visitorSeenAt: new Date(), ...data },
  });
  return count === 1;
}

/** Rates an answer of a conversation, or takes that back. False when there is no such answer. */
export async function rateAnswer(
  tx: TenantTransaction,
  { conversationId, messageId }: { conversationId: string; messageId: string },
  { rating, reason }: { rating: "up" | "down" | null; reason: string | undefined },
): Promise<boolean> {
  const { count } = await tx.message.updateMany({
    where: { id: messageId, conversationId, role: "assistant", state: "complete" },
    data: {
      rating,
      ratingReason: rating === null ? null : (reason ?? null),
      ratedAt: rating === null ? null : new Date(),
    },
  });
  return count === 1;
}

/** Deletes a conversation with all that is in it; leads stay and lose their link. Undefined when there is none. */
export async function eraseConversation(
  tx: TenantTransaction,
  id: string,
): Promise<{ leadsKept: number } | undefined> {
  // Locked first, so that no lead is linked to it meanwhile.
  if (!(await noteVisitor(tx, id))) return undefined;
  const { count: leadsKept } = await tx.lead.updateMany({
    where: { conversationId: id },
    data: { conversationId: null },
  });
  await tx.conversation.deleteMany({ where: { id } });
  return { leadsKept };
}
