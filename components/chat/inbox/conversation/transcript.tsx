"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { messagesQuery } from "@/lib/domains/chat/inbox/queries";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
import { useLive } from "../live/live-provider";
import { EventEntry, LeadEntry, NoteEntry } from "./entries";
import { MessageEntry } from "./message-entry";
import { OutgoingEntry } from "./outgoing-entry";
import { useSending } from "./sending";
import { timelineOf, type TimelineEntry } from "./timeline";
import { useStickToEnd } from "./use-stick-to-end";

function Entry({ entry }: { entry: TimelineEntry }) {
  switch (entry.kind) {
    case "message":
      return <MessageEntry message={entry.message} />;
    case "note":
      return <NoteEntry note={entry.note} />;
    case "lead":
      return <LeadEntry lead={entry.lead} />;
    case "event":
      return <EventEntry words={entry.words} at={entry.at} />;
  }
}

function Pending() {
  return (
    <Loading className="flex-1 space-y-6 p-6">
      <Skeleton className="h-16 w-3/5" />
      <Skeleton className="ml-auto h-28 w-3/5" />
      <Skeleton className="h-12 w-2/5" />
    </Loading>
  );
}

function Typing({ id }: { id: string }) {
  const { presence } = useLive();
  const isTyping = presence.visitors.some((one) => one.conversationId === id && one.typing);
  return (
    <p role="status" className="h-5 px-1 text-xs text-muted">
      {isTyping && "The visitor is writing…"}
    </p>
  );
}

/** Everything that was said in a conversation and what happened between; goes on at its end by itself. */
export function Transcript({
  slug,
  conversation,
}: {
  slug: string;
  conversation: ConversationDetail;
}) {
  const { id } = conversation;
  const { isLive } = useLive();
  const list = useInfiniteQuery(messagesQuery(slug, id, isLive));
  const { outgoing } = useSending();
  const messages = list.data?.pages.flatMap((page) => page.messages).reverse() ?? [];
  const known = new Set(messages.map(({ clientMessageId }) => clientMessageId));
  const mine = outgoing.filter((one) => one.id === id && !known.has(one.clientMessageId));
  const entries = timelineOf(conversation, messages, !list.hasNextPage);
  const last = mine.at(-1)?.clientMessageId ?? entries.at(-1)?.key;
  const { scroller, isAway, toEnd } = useStickToEnd({ first: entries[0]?.key, last });
  if (list.isPending) return <Pending />;
  if (list.isError && messages.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        tabIndex={0}
        role="log"
        aria-label="Messages"
        className="h-full overflow-y-auto overscroll-contain px-4 py-5 focus-visible:-outline-offset-2 sm:px-6"
      >
        <div className="mx-auto max-w-2xl">
          {list.hasNextPage && (
            <div className="mb-5 flex justify-center">
              <Button
                size="sm"
                busy={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                Show earlier
              </Button>
            </div>
          )}
          <ol className="space-y-5">
            {entries.map((entry) => (
              <li key={entry.key}>
                <Entry entry={entry} />
              </li>
            ))}
            {mine.map((message) => (
              <li key={message.clientMessageId}>
                <OutgoingEntry message={message} />
              </li>
            ))}
          </ol>
          <Typing id={id} />
        </div>
      </div>
      {isAway && (
        <Button
          size="sm"
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-raised"
          onClick={toEnd}
        >
          <ArrowDown aria-hidden />
          To the newest
        </Button>
      )}
    </div>
  );
}
