import "server-only";
import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { namesOf, stillMembers } from "@/lib/domains/access/members/list-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { citation, receiptEntry } from "../schema";
import {
  findConversation,
  hasConversation,
  listMessageRows,
  type MessageRow,
} from "./conversation-repository";
import type { ConversationDetail, messageList, MessageListQuery, MessageView } from "./schema";
import { assigneesOf, toConversationView } from "./views";

const fieldsOf = z.record(z.string(), z.unknown()).catch({});

/** One conversation with its notes, handoffs and leads; its messages are read apart. Throws `not_found`. */
export async function readConversation(
  context: TenantContext,
  id: string,
): Promise<ConversationDetail> {
  const { row, members } = await withTenant(context, async (tx) => {
    const row = await findConversation(tx, id);
    if (!row) throw notFound("The conversation");
    return { row, members: await stillMembers(tx, assigneesOf([row])) };
  });
  const told = <T extends { createdAt: Date }>(one: T) => ({
    ...one,
    createdAt: one.createdAt.toISOString(),
  });
  return {
    ...toConversationView(row, await namesOf(members)),
    notes: row.notes.map(told),
    handoffs: row.handoffs.map(({ answeredAt, endedAt, ...handoff }) => ({
      ...told(handoff),
      answeredAt: answeredAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    })),
    leads: row.leads.map(({ fields, ...lead }) => ({
      ...told(lead),
      fields: fieldsOf.parse(fields),
    })),
  };
}

function toMessageView(row: MessageRow): MessageView {
  const { authorId, authorName, citations, receipt, createdAt, ...message } = row;
  return {
    ...message,
    author: authorId ? { id: authorId, name: authorName ?? "" } : null,
    citations: z.array(citation).parse(citations ?? []),
    receipt: z.array(receiptEntry).parse(receipt ?? []),
    createdAt: createdAt.toISOString(),
  };
}

/** A page of a conversation's messages, newest first. Throws `not_found`. */
export async function listMessages(
  context: TenantContext,
  id: string,
  { cursor, limit }: MessageListQuery,
): Promise<z.infer<typeof messageList>> {
  const rows = await withTenant(context, async (tx) => {
    if (!(await hasConversation(tx, id))) throw notFound("The conversation");
    return listMessageRows(tx, { id, before: cursor, limit });
  });
  const shown = rows.slice(0, limit);
  return {
    messages: shown.map(toMessageView),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
