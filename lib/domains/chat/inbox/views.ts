import type { ConversationRow } from "./list-repository";
import type { ConversationView } from "./schema";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Whose names a view of these conversations needs. */
export const assigneesOf = (rows: readonly ConversationRow[]) =>
  rows.flatMap(({ assigneeId }) => assigneeId ?? []);

/** A conversation as it is now: one whose snooze is over is open. `names` has those who are members still. */
export function toConversationView(
  row: ConversationRow,
  names: ReadonlyMap<string, string>,
  now = new Date(),
): ConversationView {
  const { snoozedUntil, memberSeenAt, lastMessageAt } = row;
  const isBack = row.status === "snoozed" && snoozedUntil !== null && snoozedUntil <= now;
  return {
    id: row.id,
    version: row.version,
    status: isBack ? "open" : row.status,
    handledBy: row.handledBy,
    assigneeId: row.assigneeId,
    assigneeName: names.get(row.assigneeId ?? "") ?? null,
    needsPersonAt: iso(row.needsPersonAt),
    unansweredAt: iso(row.unansweredAt),
    snoozedUntil: iso(snoozedUntil),
    subject: row.subject,
    preview: row.preview,
    visitor: {
      name: row.visitorName,
      email: row.visitorEmail,
      id: row.visitorId,
      seenAt: iso(row.visitorSeenAt),
    },
    pageUrl: row.pageUrl,
    language: row.language,
    unread: memberSeenAt === null || memberSeenAt < lastMessageAt,
    createdAt: row.createdAt.toISOString(),
    lastMessageAt: lastMessageAt.toISOString(),
  };
}
