import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { countConversations, listConversationRows, type Place } from "./list-repository";
import type { conversationList, ConversationListQuery, InboxCounts } from "./schema";
import { FILTERS } from "./terms";
import { toConversationView } from "./views";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const cursorOf = ({ at, id }: Place) => `${at.getTime()}.${id}`;

function placeOf(cursor: string): Place {
  const [milliseconds = "", id = ""] = cursor.split(".");
  if (/^\d{1,14}$/.test(milliseconds) && UUID.test(id))
    return { at: new Date(Number(milliseconds)), id };
  throw new AppError("invalid_input", "Not a cursor of this list", { field: "cursor" });
}

/** A page of the inbox, by its last message, newest first. Throws `invalid_input` for a cursor that is none. */
export async function listConversations(
  context: TenantContext,
  { filter, search = "", cursor, limit }: ConversationListQuery,
): Promise<z.infer<typeof conversationList>> {
  const place = cursor === undefined ? undefined : placeOf(cursor);
  const memberId = context.actor.id;
  const rows = await withTenant(context, (tx) =>
    listConversationRows(tx, { filter, memberId, search, place, limit }),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    conversations: shown.map((row) => toConversationView(row)),
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
