import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { Seen } from "../takeover-repository";

const STATE = {
  version: true,
  status: true,
  handledBy: true,
  assigneeId: true,
  snoozedUntil: true,
} as const satisfies Prisma.ConversationSelect;
export type ConversationState = Prisma.ConversationGetPayload<{ select: typeof STATE }>;

/** What commands decide by, as it is now; undefined when there is no such conversation. */
export async function findState(
  tx: TenantTransaction,
  id: string,
): Promise<ConversationState | undefined> {
  return (await tx.conversation.findFirst({ where: { id }, select: STATE })) ?? undefined;
}

/** Who said the last thing that counts up the version, for whom it came in between. */
export async function findLastWord(tx: TenantTransaction, id: string) {
  return tx.message.findFirst({
    where: { conversationId: id, role: { in: ["assistant", "member"] }, state: "complete" },
    select: { role: true, authorId: true, authorName: true },
    orderBy: { id: "desc" },
  });
}

/** Changes a conversation over the version that was seen. Returns the new one; undefined when it has changed since. */
export async function changeSeen(
  tx: TenantTransaction,
  { id, version }: Seen,
  data: Prisma.ConversationUpdateManyMutationInput,
): Promise<number | undefined> {
  const [changed] = await tx.conversation.updateManyAndReturn({
    where: { id, version },
    data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
    select: { version: true },
  });
  return changed?.version;
}

export async function endHandoffs(tx: TenantTransaction, id: string): Promise<void> {
  await tx.handoff.updateMany({
    where: { conversationId: id, endedAt: null },
    data: { endedAt: new Date() },
  });
}

/** Adds a note once for each of its ids, and tells of it. Returns whether it is there as its author wrote it. */
export async function putNote(
  tx: TenantTransaction,
  context: TenantContext,
  note: { id: string; conversationId: string; authorName: string; text: string },
): Promise<boolean> {
  const authorId = context.actor.id;
  const { count } = await tx.conversationNote.createMany({
    data: { ...ownedBy(context), ...note, authorId },
    skipDuplicates: true,
  });
  if (count === 0) {
    const { id, conversationId, text } = note;
    return (
      (await tx.conversationNote.count({ where: { id, conversationId, authorId, text } })) === 1
    );
  }
  await tx.conversation.updateMany({
    where: { id: note.conversationId },
    data: { updatedAt: new Date() },
  });
  return true;
}

/** A message that was sent before with this id of its sender's. */
export function findSent(tx: TenantTransaction, conversationId: string, clientMessageId: string) {
  return tx.message.findFirst({
    where: { conversationId, clientMessageId },
    select: { id: true, authorId: true, text: true },
  });
}

/** Writes a member's message, whose conversation the caller has changed in this transaction. Returns its id. */
export async function putReply(
  tx: TenantTransaction,
  context: TenantContext,
  reply: { conversationId: string; clientMessageId: string; authorName: string; text: string },
): Promise<string> {
  const id = newId();
  await tx.message.createMany({
    data: { ...ownedBy(context), id, role: "member", authorId: context.actor.id, ...reply },
  });
  const { conversationId } = reply;
  await tx.handoff.updateMany({
    where: { conversationId, endedAt: null, answeredAt: null },
    data: { answeredAt: new Date() },
  });
  return id;
}
