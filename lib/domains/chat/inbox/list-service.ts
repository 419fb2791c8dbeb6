import "server-only";
import type { z } from "zod";
import { cursorOf, placeOf } from "@/lib/core/place";
import { namesOf, stillMembers } from "@/lib/domains/access/members/list-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { countConversations, listConversationRows } from "./list-repository";
import type { conversationList, ConversationListQuery, InboxCounts } from "./schema";
import { FILTERS } from "./terms";
import { assigneesOf, toConversationView } from "./views";

/** A page of the inbox, by its last message, newest first. Throws `invalid_input` for a cursor that is none. */
export async function listConversations(
  context: TenantContext,
  { filter, search = "", cursor, limit }: ConversationListQuery,
): Promise<z.infer<typeof conversationList>> {
  const place = cursor === undefined ? undefined : placeOf(cursor);
  const memberId = context.actor.id;
  const { rows, members } = await withTenant(context, async (tx) => {
    const rows = await listConversationRows(tx, { filter, memberId, search, place, limit });
    return { rows, members: await stillMembers(tx, assigneesOf(rows)) };
  });
  const names = await namesOf(members);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    conversations: shown.map((row) => toConversationView(row, names)),
    nextCursor: last ? cursorOf({ at: last.lastMessageAt, id: last.id }) : null,
  };
}

/** How many conversations each filter has, counted up to `COUNTED`. */
export async function countInbox(context: TenantContext): Promise<InboxCounts> {
  return withTenant(context, async (tx) => {
    const counts = {} as InboxCounts;
    for (const filter of FILTERS)
      counts[filter] = await countConversations(tx, filter, context.actor.id);
    return counts;
  });
}
