import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";

/** The conversation that this first question opened before, or a new one; a race ends in one. */
export async function openOrCreateConversation(
  tx: TenantTransaction,
  context: TenantContext,
  openedBy: string | undefined,
): Promise<string> {
  const id = newId();
  const apiKeyId = context.actor.kind === "api_key" ? context.actor.id : null;
  const { count } = await tx.conversation.createMany({
    data: { ...ownedBy(context), id, apiKeyId, openedBy: openedBy ?? null },
    skipDuplicates: true,
  });
  if (count === 1) return id;
  const row = await tx.conversation.findFirstOrThrow({
    where: { openedBy: openedBy ?? "" },
    select: { id: true },
  });
  return row.id;
}

/** Notes that a conversation goes on. Returns false when there is none of this id. */
export async function touchConversation(tx: TenantTransaction, id: string): Promise<boolean> {
  const { count } = await tx.conversation.updateMany({
    where: { id },
    data: { lastMessageAt: new Date() },
  });
  return count === 1;
}

/** Stores a visitor's question once for each client message id. Returns its id and its text as first stored. */
export async function putQuestion(
  tx: TenantTransaction,
  context: TenantContext,
  question: { conversationId: string; text: string; clientMessageId: string | undefined },
): Promise<{ id: string; text: string }> {
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
  if (count === 1 || clientMessageId === undefined) return { id, text };
  return tx.message.findFirstOrThrow({
    where: { conversationId, clientMessageId },
    select: { id: true, text: true },
  });
}

/** The last messages of a conversation, oldest first, without the one being answered; a member's as the assistant's. */
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
  return rows.reverse().map(({ role, text }) => {
    const side: "visitor" | "assistant" = role === "visitor" ? "visitor" : "assistant";
    return { role: side, text };
  });
}
