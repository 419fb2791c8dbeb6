import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { withdrawAnswers } from "./answer-repository";

/** A conversation as its reader last saw it: who acts on another version than the present one acts on nothing. */
export interface Seen {
  id: string;
  version: number;
}

/**
 * Gives a conversation to a member, and ends what the assistant is writing in it. Returns the new version, or undefined
 * when it has changed since it was read. Of two who take over at once one gets it.
 */
export async function takeOver(
  tx: TenantTransaction,
  context: TenantContext,
  { id, version }: Seen,
  memberId: string,
): Promise<number | undefined> {
  const now = new Date();
  const [taken] = await tx.conversation.updateManyAndReturn({
    where: { id, version },
    data: {
      version: { increment: 1 },
      updatedAt: now,
      handledBy: "person",
      assigneeId: memberId,
      status: "open",
      snoozedUntil: null,
    },
    select: { version: true },
  });
  if (!taken) return undefined;
  await beginHandling(tx, context, id);
  return taken.version;
}

/** Ends what the assistant is writing in a conversation that a person has now, and begins their handoff if none is open. */
export async function beginHandling(
  tx: TenantTransaction,
  context: TenantContext,
  conversationId: string,
): Promise<void> {
  await withdrawAnswers(tx, conversationId);
  const open = await tx.handoff.count({ where: { conversationId, endedAt: null } });
  if (open > 0) return;
  await tx.handoff.createMany({
    data: { ...ownedBy(context), id: newId(), conversationId, reason: "taken_over" },
  });
}

/** Gives a conversation back to the assistant. Returns the new version; undefined when it has changed since it was read. */
export async function handBack(
  tx: TenantTransaction,
  { id, version }: Seen,
): Promise<number | undefined> {
  const now = new Date();
  const [given] = await tx.conversation.updateManyAndReturn({
    where: { id, version },
    data: {
      version: { increment: 1 },
      updatedAt: now,
      handledBy: "assistant",
      needsPersonAt: null,
      memberTypingAt: null,
    },
    select: { version: true },
  });
  if (!given) return undefined;
  await tx.handoff.updateMany({
    where: { conversationId: id, endedAt: null },
    data: { endedAt: now },
  });
  return given.version;
}
