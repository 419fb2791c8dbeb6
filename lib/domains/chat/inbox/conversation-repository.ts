import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { CONVERSATION_COLUMNS } from "./list-repository";

/** Of each kind of thing beside the messages; more of them stand in no conversation that people had. */
const ASIDE = 200;

const ASIDE_COLUMNS = {
  notes: {
    select: { id: true, authorId: true, authorName: true, text: true, createdAt: true },
    orderBy: { createdAt: "asc" },
    take: ASIDE,
  },
  handoffs: {
    select: { id: true, reason: true, createdAt: true, answeredAt: true, endedAt: true },
    orderBy: { createdAt: "asc" },
    take: ASIDE,
  },
  leads: {
    select: { id: true, name: true, email: true, message: true, fields: true, createdAt: true },
    orderBy: { createdAt: "asc" },
    take: ASIDE,
  },
} as const satisfies Prisma.ConversationSelect;

export function findConversation(tx: TenantTransaction, id: string) {
  return tx.conversation.findFirst({
    where: { id },
    select: { ...CONVERSATION_COLUMNS, ...ASIDE_COLUMNS },
  });
}

export async function hasConversation(tx: TenantTransaction, id: string): Promise<boolean> {
  return (await tx.conversation.count({ where: { id } })) === 1;
}

const MESSAGE_COLUMNS = {
  id: true,
  role: true,
  state: true,
  text: true,
  authorId: true,
  authorName: true,
  clientMessageId: true,
  outcome: true,
  confidence: true,
  citations: true,
  receipt: true,
  rating: true,
  ratingReason: true,
  createdAt: true,
} as const satisfies Prisma.MessageSelect;
export type MessageRow = Prisma.MessageGetPayload<{ select: typeof MESSAGE_COLUMNS }>;

/** A page and one row more, if there is one, newest first: ids sort by time and never change. */
export function listMessageRows(
  tx: TenantTransaction,
  { id, before, limit }: { id: string; before: string | undefined; limit: number },
): Promise<MessageRow[]> {
  return tx.message.findMany({
    where: { conversationId: id, ...(before !== undefined && { id: { lt: before } }) },
    select: MESSAGE_COLUMNS,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
}
