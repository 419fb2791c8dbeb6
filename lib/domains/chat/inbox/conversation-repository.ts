import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { CONVERSATION_COLUMNS } from "./list-repository";

/** Of each kind of thing beside the messages; more of them stand in no conversation that people had. */
const ASIDE = 200;

/** A conversation with its newest notes, handoffs and leads, the first of each first; undefined when there is none. */
export async function findConversation(tx: TenantTransaction, id: string) {
  const row = await tx.conversation.findFirst({ where: { id }, select: CONVERSATION_COLUMNS });
  if (!row) return undefined;
  const beside = {
    where: { conversationId: id },
    orderBy: [{ createdAt: "desc" as const }, { id: "desc" as const }],
    take: ASIDE,
  };
  // One after the other: a connection has one query at a time.
  const notes = await tx.conversationNote.findMany({
    ...beside,
    select: { id: true, authorId: true, authorName: true, text: true, createdAt: true },
  });
  const handoffs = await tx.handoff.findMany({
    ...beside,
    select: { id: true, reason: true, createdAt: true, answeredAt: true, endedAt: true },
  });
  const leads = await tx.lead.findMany({
    ...beside,
    select: { id: true, name: true, email: true, message: true, fields: true, createdAt: true },
  });
  return {
    ...row,
    notes: notes.reverse(),
    handoffs: handoffs.reverse(),
    leads: leads.reverse(),
  };
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
