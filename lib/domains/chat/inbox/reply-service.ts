import "server-only";
import { AppError } from "@/lib/core/errors";
import { namesOf } from "@/lib/domains/access/members/list-service";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { beginning } from "../repository";
import { takeOver } from "../takeover-repository";
import { changeSeen, findSent, findState, putReply } from "./command-repository";
import { command } from "./command-service";
import type { ReplyInput } from "./schema";

/** The version that a takeover leaves where the assistant has the conversation; the one that was seen where a person has it. */
async function takenVersion(
  tx: TenantTransaction,
  context: TenantContext,
  { id, version }: ReplyInput,
): Promise<number | undefined> {
  const now = await findState(tx, id);
  if (now?.version !== version || now.handledBy === "person") return now ? version : undefined;
  const taken = await takeOver(tx, context, { id, version }, context.actor.id);
  if (taken !== undefined) await recordAudit(tx, context, "conversation.taken_over", [id]);
  return taken;
}

/** The present version when the message was sent before. Throws `conflict` when its id stands for another one. */
async function versionOfSent(
  tx: TenantTransaction,
  context: TenantContext,
  { id, clientMessageId, text }: ReplyInput,
): Promise<number | undefined> {
  const sent = await findSent(tx, id, clientMessageId);
  if (!sent) return undefined;
  if (sent.authorId === context.actor.id && sent.text === text)
    return (await findState(tx, id))?.version;
  throw new AppError("conflict", "This clientMessageId was used for another message.", {
    field: "clientMessageId",
  });
}

async function send(
  tx: TenantTransaction,
  context: TenantContext,
  input: ReplyInput,
  authorName: string,
): Promise<number | undefined> {
  const { id, clientMessageId, text } = input;
  const seen = await takenVersion(tx, context, input);
  if (seen === undefined) return undefined;
  const now = new Date();
  const version = await changeSeen(
    tx,
    { id, version: seen },
    {
      lastMessageAt: now,
      preview: beginning(text),
      status: "open",
      snoozedUntil: null,
      unansweredAt: null,
      needsPersonAt: null,
      memberTypingAt: null,
      memberSeenAt: now,
    },
  );
  if (version === undefined) return undefined;
  await putReply(tx, context, { conversationId: id, clientMessageId, authorName, text });
  return version;
}

/**
 * Sends a member's message to the visitor, once for each client message id, and takes the conversation over where the
 * assistant has it: all in one transaction over the version that the member saw. What the visitor wrote meanwhile is no
 * conflict. Returns the new version. Throws `not_found`, and `conflict` with what happened.
 */
export async function reply(
  context: TenantContext,
  input: ReplyInput,
): Promise<{ version: number }> {
  const me = context.actor.id;
  const authorName = (await namesOf([me])).get(me) ?? "";
  return command(context, input, {
    isDone: () => false,
    write: async (tx) =>
      (await versionOfSent(tx, context, input)) ??
      (await send(tx, context, input, authorName)) ??
      // The same call at the same time: it sent while this one waited for the row.
      versionOfSent(tx, context, input),
  });
}
