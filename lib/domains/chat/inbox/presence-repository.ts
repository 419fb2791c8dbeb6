import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { ANSWERING } from "./answering-terms";
import type { PresenceInput } from "./schema";

/** Who is present says so each ten seconds, and who types each three. */
const PRESENT_MS = 25_000;
const TYPING_MS = 6_000;
/** Of a visitor: the panel says that it is open as often. */
const ONLINE_MS = 40_000;

/** Notes where a member is. Their earlier place is forgotten. */
export async function putPresence(
  tx: TenantTransaction,
  context: TenantContext,
  { conversationId, typing }: PresenceInput,
): Promise<void> {
  const userId = context.actor.id;
  const now = new Date();
  const place = { conversationId, seenAt: now, typingAt: typing ? now : null };
  const { count } = await tx.inboxPresence.updateMany({ where: { userId }, data: place });
  if (count === 0)
    await tx.inboxPresence.createMany({
      data: { ...ownedBy(context), userId, ...place },
      skipDuplicates: true,
    });
}

/** Takes the mark of what is new off a conversation, if there is one. */
export async function noteSeen(tx: TenantTransaction, id: string): Promise<void> {
  const { fields } = tx.conversation;
  const now = new Date();
  await tx.conversation.updateMany({
    where: { id, OR: [{ memberSeenAt: null }, { memberSeenAt: { lt: fields.lastMessageAt } }] },
    data: { memberSeenAt: now, updatedAt: now },
  });
}

/** Tells the visitor of a conversation that a person has that a member writes. */
export async function noteMemberTyping(tx: TenantTransaction, id: string): Promise<void> {
  await tx.conversation.updateMany({
    where: { id, handledBy: "person" },
    data: { memberTypingAt: new Date() },
  });
}

/** Whether somebody has the inbox open who may answer. */
export async function isAnswererPresent(tx: TenantTransaction): Promise<boolean> {
  const seenAt = { gt: new Date(Date.now() - PRESENT_MS) };
  const membership = { role: { in: ANSWERING } };
  return (await tx.inboxPresence.count({ where: { seenAt, membership }, take: 1 })) > 0;
}

/** The members who have the inbox open now. */
export async function listPresent(tx: TenantTransaction) {
  const now = Date.now();
  const rows = await tx.inboxPresence.findMany({
    where: { seenAt: { gt: new Date(now - PRESENT_MS) } },
    select: { userId: true, conversationId: true, typingAt: true },
    orderBy: { userId: "asc" },
    take: 100,
  });
  return rows.map(({ typingAt, ...row }) => ({
    ...row,
    typing: typingAt !== null && typingAt.getTime() > now - TYPING_MS,
  }));
}

/** Whether the visitors of these conversations are there and write. */
export async function listVisitors(tx: TenantTransaction, ids: string[]) {
  const now = Date.now();
  const rows = await tx.conversation.findMany({
    where: { id: { in: ids } },
    select: { id: true, visitorSeenAt: true, visitorTypingAt: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id, visitorSeenAt, visitorTypingAt }) => ({
    conversationId: id,
    online: visitorSeenAt !== null && visitorSeenAt.getTime() > now - ONLINE_MS,
    typing: visitorTypingAt !== null && visitorTypingAt.getTime() > now - TYPING_MS,
  }));
}
