import type { ConversationDetail, MessageView } from "@/lib/domains/chat/inbox/schema";

type Entry<Kind extends string, T> = { kind: Kind; key: string; at: string } & T;

/** What stands in a conversation, one below the other. */
export type TimelineEntry =
  | Entry<"message", { message: MessageView }>
  | Entry<"note", { note: ConversationDetail["notes"][number] }>
  | Entry<"lead", { lead: ConversationDetail["leads"][number] }>
  | Entry<"event", { words: string }>;

const BEGAN = {
  visitor_asked: "The visitor asked for a person",
  taken_over: "A member took over",
} as const;

function eventsOf({ handoffs }: ConversationDetail): TimelineEntry[] {
  return handoffs.flatMap(({ id, reason, createdAt, endedAt }) => [
    { kind: "event" as const, key: `${id} began`, at: createdAt, words: BEGAN[reason] },
    ...(endedAt
      ? [
          {
            kind: "event" as const,
            key: `${id} ended`,
            at: endedAt,
            words: "Back with the assistant",
          },
        ]
      : []),
  ]);
}

/**
 * Messages with what happened between them, oldest first. Of what is older than the oldest message that was read nothing
 * is shown while there are older ones (`isWhole` is false): it stands among them.
 */
export function timelineOf(
  detail: ConversationDetail,
  messages: readonly MessageView[],
  isWhole: boolean,
): TimelineEntry[] {
  const beside: TimelineEntry[] = [
    ...detail.notes.map((note) => ({
      kind: "note" as const,
      key: note.id,
      at: note.createdAt,
      note,
    })),
    ...detail.leads.map((lead) => ({
      kind: "lead" as const,
      key: lead.id,
      at: lead.createdAt,
      lead,
    })),
    ...eventsOf(detail),
  ];
  const spoken = messages.map((message) => ({
    kind: "message" as const,
    key: message.id,
    at: message.createdAt,
    message,
  }));
  const from = isWhole
    ? ""
    : messages.reduce((oldest, { createdAt }) => (createdAt < oldest ? createdAt : oldest), "9");
  const shown = beside.filter(({ at }) => at >= from);
  // The order among messages is theirs; sorting keeps it where times are equal.
  return [...spoken, ...shown].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
