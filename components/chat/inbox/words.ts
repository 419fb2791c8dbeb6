import type { ConversationView } from "@/lib/domains/chat/inbox/schema";
import type { InboxFilter } from "@/lib/domains/chat/inbox/terms";

export const FILTER_WORDS: Readonly<Record<InboxFilter, string>> = {
  open: "Open",
  needs_person: "Needs a person",
  unanswered: "Unanswered",
  mine: "Mine",
  snoozed: "Snoozed",
  closed: "Closed",
  all: "All",
};

/** What is known of who asks. */
export function visitorName({ visitor }: Pick<ConversationView, "visitor">): string {
  return visitor.name ?? visitor.email ?? visitor.id ?? "Visitor";
}

/** Two letters for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

const DAY_MS = 86_400_000;

/** How long ago in as few letters as a list has room for: "now", "5m", "3h", "2d", then the day. `now` in milliseconds. */
export function shortAgo(moment: string, now: number): string {
  const ms = Math.max(0, now - Date.parse(moment));
  if (ms < 60_000) return "now";
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)}m`;
  if (ms < DAY_MS) return `${Math.floor(ms / 3_600_000)}h`;
  if (ms < 7 * DAY_MS) return `${Math.floor(ms / DAY_MS)}d`;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(
    new Date(moment),
  );
}

/** A count as it is told: `COUNTED` means that there may be more. */
export const counted = (count: number, most: number) =>
  count >= most ? `${most - 1}+` : `${count}`;

/** Whose a conversation is, for who looks at it. */
export function assigneeInWords(
  { assigneeId, assigneeName }: Pick<ConversationView, "assigneeId" | "assigneeName">,
  me: string,
): string {
  if (assigneeId === null) return "Nobody";
  return assigneeId === me ? "You" : (assigneeName ?? "Somebody who is no member any more");
}
