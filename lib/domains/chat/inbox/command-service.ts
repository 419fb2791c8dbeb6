import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { namesOf } from "@/lib/domains/access/members/list-service";
import { roleToBeHeld } from "@/lib/domains/access/members/member-service";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { beginHandling, handBack, takeOver } from "../takeover-repository";
import {
  changeSeen,
  endHandoffs,
  findState,
  putNote,
  type ConversationState,
} from "./command-repository";
import { conflictOf } from "./conflict-service";
import { hasConversation } from "./conversation-repository";
import type {
  AssignInput,
  NoteInput,
  ReopenInput,
  SeenInput,
  SnoozeInput,
  TakeOverInput,
} from "./schema";
import { mayAnswer } from "./answering-terms";
import { noteWaiting } from "./waiting-repository";

interface Command {
  /** Writes over the version that was seen; undefined when there is another one now. */
  write: (tx: TenantTransaction) => Promise<number | undefined>;
  /** Whether a conversation is as the command would leave it: then there is nothing to do, and no conflict. */
  isDone: (now: ConversationState) => boolean;
}

/**
 * Does what a member asked for, seeing one version of a conversation. Returns the version that it leaves. Throws
 * `not_found`, and `conflict` with what happened meanwhile, having written nothing.
 */
export async function command(
  context: TenantContext,
  { id }: Pick<SeenInput, "id">,
  { write, isDone }: Command,
): Promise<{ version: number }> {
  const { version, now } = await withTenant(context, async (tx) => {
    const version = await write(tx);
    return version === undefined ? { now: await findState(tx, id) } : { version };
  });
  if (version !== undefined) return { version };
  if (!now) throw notFound("The conversation");
  if (isDone(now)) return { version: now.version };
  throw await conflictOf(context, id, now);
}

/** Gives a conversation to who asks: the assistant is silent from now on. */
export function takeConversation(context: TenantContext, { waits, ...seen }: TakeOverInput) {
  const me = context.actor.id;
  return command(context, seen, {
    isDone: ({ handledBy, assigneeId }) => handledBy === "person" && assigneeId === me,
    write: async (tx) => {
      const version = await takeOver(tx, context, seen, me);
      if (version === undefined) return undefined;
      if (waits) await noteWaiting(tx, seen.id);
      await recordAudit(tx, context, "conversation.taken_over", [seen.id]);
      return version;
    },
  });
}

/** Gives a conversation back to the assistant. */
export function returnConversation(context: TenantContext, seen: SeenInput) {
  return command(context, seen, {
    isDone: ({ handledBy }) => handledBy === "assistant",
    write: async (tx) => {
      const version = await handBack(tx, seen);
      if (version !== undefined)
        await recordAudit(tx, context, "conversation.handed_back", [seen.id]);
      return version;
    },
  });
}

/** The member's role stays as it is until the assignment is written. */
async function requireAnswers(tx: TenantTransaction, memberId: string): Promise<void> {
  const role = await roleToBeHeld(tx, memberId);
  if (!role) throw notFound("The member");
  if (mayAnswer(role)) return;
  throw new AppError("invalid_input", "Their role does not let them answer visitors.", {
    field: "memberId",
  });
}

/** Says whose a conversation is; who answers the visitor stays as it is. Throws also for who is no member. */
export function assignConversation(context: TenantContext, input: AssignInput) {
  const { memberId: assigneeId, ...seen } = input;
  return command(context, seen, {
    isDone: (now) => now.assigneeId === assigneeId,
    write: async (tx) => {
      if (assigneeId !== null) await requireAnswers(tx, assigneeId);
      const version = await changeSeen(tx, seen, { assigneeId });
      if (version !== undefined) await recordAudit(tx, context, "conversation.assigned", [seen.id]);
      return version;
    },
  });
}

/** Puts a conversation away until a moment, or until its visitor writes. */
export function snoozeConversation(context: TenantContext, { until, ...seen }: SnoozeInput) {
  const snoozedUntil = new Date(until);
  return command(context, seen, {
    isDone: (now) =>
      now.status === "snoozed" && now.snoozedUntil?.getTime() === snoozedUntil.getTime(),
    write: (tx) => changeSeen(tx, seen, { status: "snoozed", snoozedUntil }),
  });
}

/** Ends a conversation. Should its visitor write again, the assistant answers, and it is open again. */
export function closeConversation(context: TenantContext, seen: SeenInput) {
  return command(context, seen, {
    isDone: ({ status }) => status === "closed",
    write: async (tx) => {
      const version = await changeSeen(tx, seen, {
        status: "closed",
        snoozedUntil: null,
        needsPersonAt: null,
        memberTypingAt: null,
        handledBy: "assistant",
      });
      if (version === undefined) return undefined;
      await endHandoffs(tx, seen.id);
      await recordAudit(tx, context, "conversation.closed", [seen.id]);
      return version;
    },
  });
}

/** Opens a conversation again that was closed or snoozed; for an undo as it was, with a person who answers. */
export function reopenConversation(context: TenantContext, input: ReopenInput) {
  const { handledBy, waits, ...seen } = input;
  return command(context, seen, {
    isDone: ({ status }) => status === "open",
    write: async (tx) => {
      const open = { status: "open", snoozedUntil: null } as const;
      const version = await changeSeen(tx, seen, { ...open, ...(handledBy && { handledBy }) });
      if (version === undefined) return undefined;
      if (handledBy) {
        await beginHandling(tx, context, seen.id);
        await recordAudit(tx, context, "conversation.taken_over", [seen.id]);
      }
      if (waits) await noteWaiting(tx, seen.id);
      return version;
    },
  });
}

/** Adds a note for the other members. It is in nobody's way, so that it needs no version. Throws `not_found`. */
export async function addNote(
  context: TenantContext,
  { id: conversationId, noteId, text }: NoteInput,
): Promise<{ id: string }> {
  const me = context.actor.id;
  const authorName = (await namesOf([me])).get(me) ?? "";
  await withTenant(context, async (tx) => {
    if (!(await hasConversation(tx, conversationId))) throw notFound("The conversation");
    if (await putNote(tx, context, { id: noteId, conversationId, authorName, text })) return;
    throw new AppError("conflict", "This noteId was used for another note.", { field: "noteId" });
  });
  return { id: noteId };
}
