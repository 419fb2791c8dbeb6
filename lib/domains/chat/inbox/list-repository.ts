import "server-only";
import type { Place } from "@/lib/core/place";
import { foundWords } from "@/lib/platform/db/found-words";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { COUNTED, type InboxFilter } from "./terms";

export const CONVERSATION_COLUMNS = {
  id: true,
  version: true,
  status: true,
  handledBy: true,
  assigneeId: true,
  needsPersonAt: true,
  unansweredAt: true,
  snoozedUntil: true,
  subject: true,
  preview: true,
  visitorName: true,
  visitorEmail: true,
  visitorId: true,
  visitorSeenAt: true,
  pageUrl: true,
  language: true,
  memberSeenAt: true,
  createdAt: true,
  lastMessageAt: true,
} as const satisfies Prisma.ConversationSelect;
export type ConversationRow = Prisma.ConversationGetPayload<{
  select: typeof CONVERSATION_COLUMNS;
}>;

type Where = Prisma.ConversationWhereInput;

/** Visitors come by a key. What a member tries in the playground is nobody's to answer. */
const OF_VISITORS: Where = { apiKeyId: { not: null } };

/** Nothing writes that a snooze is over: it is when its time has come. */
const openAt = (now: Date): Where => ({
  OR: [{ status: "open" }, { status: "snoozed", snoozedUntil: { lte: now } }],
});

function fits(filter: InboxFilter, memberId: string, now: Date): Where[] {
  switch (filter) {
    case "open":
      return [openAt(now)];
    case "needs_person":
      return [{ needsPersonAt: { not: null } }, openAt(now)];
    case "unanswered":
      return [{ unansweredAt: { not: null } }, openAt(now)];
    case "mine":
      return [{ assigneeId: memberId }, openAt(now)];
    case "snoozed":
      return [{ status: "snoozed", snoozedUntil: { gt: now } }];
    case "closed":
      return [{ status: "closed" }];
    case "all":
      return [];
  }
}

const holds = (search: string): Where[] =>
  foundWords(search, (found) => ({
    OR: [{ subject: found }, { visitorName: found }, { visitorEmail: found }],
  }));

/** What was quiet for longer. */
const after = ({ at, id }: Place): Where => ({
  OR: [{ lastMessageAt: { lt: at } }, { lastMessageAt: at, id: { lt: id } }],
});

/** A page and one row more, if there is one: what had a message last comes first. */
export function listConversationRows(
  tx: TenantTransaction,
  query: {
    filter: InboxFilter;
    memberId: string;
    search: string;
    place: Place | undefined;
    limit: number;
  },
): Promise<ConversationRow[]> {
  const { filter, memberId, search, place, limit } = query;
  return tx.conversation.findMany({
    where: {
      AND: [
        OF_VISITORS,
        ...fits(filter, memberId, new Date()),
        ...holds(search),
        ...(place ? [after(place)] : []),
      ],
    },
    select: CONVERSATION_COLUMNS,
    orderBy: [{ lastMessageAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
}

/** How many a filter has, counted up to `COUNTED`, so that a big inbox costs no more than that. */
export function countConversations(
  tx: TenantTransaction,
  filter: InboxFilter,
  memberId: string,
): Promise<number> {
  return tx.conversation.count({
    where: { AND: [OF_VISITORS, ...fits(filter, memberId, new Date())] },
    take: COUNTED,
  });
}
