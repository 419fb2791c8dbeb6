import type { ConversationRow } from "./list-repository";
import type { ConversationView } from "./schema";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A conversation as it is now: one whose snooze is over is open. */
export function toConversationView(row: ConversationRow, now = new Date()): ConversationView {
  const { snoozedUntil, memberSeenAt, lastMessageAt } = row;
  const isBack = row.status === "snoozed" && snoozedUntil !== null && snoozedUntil <= now;
  return {
    id: row.id,
    version: row.version,
    status: isBack ? "open" : row.status,
    handledBy: row.handledBy,
    assigneeId: row.assigneeId,
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
