"use client";
import { Bot, Clock, MessageCircleQuestion, UserRound } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { ConversationView } from "@/lib/domains/chat/inbox/schema";
import { useNow } from "../use-now";
import { shortAgo, visitorName } from "../words";

function State({ conversation }: { conversation: ConversationView }) {
  const { status, needsPersonAt, unansweredAt, snoozedUntil } = conversation;
  return (
    <>
      {needsPersonAt !== null && (
        <Badge tone="warning">
          <UserRound aria-hidden />
          Needs a person
        </Badge>
      )}
      {unansweredAt !== null && (
        <Badge>
          <MessageCircleQuestion aria-hidden />
          Unanswered
        </Badge>
      )}
      {status === "open" && snoozedUntil !== null && (
        <Badge tone="accent">
          <Clock aria-hidden />
          Back from snooze
        </Badge>
      )}
      {status === "snoozed" && (
        <Badge>
          <Clock aria-hidden />
          Snoozed
        </Badge>
      )}
      {status === "closed" && <Badge>Closed</Badge>}
    </>
  );
}

function Handler({ conversation }: { conversation: ConversationView }) {
  const { handledBy, assigneeName: assignee } = conversation;
  const Icon = handledBy === "assistant" ? Bot : UserRound;
  const who = handledBy === "assistant" ? "Assistant" : (assignee ?? "A person");
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-xs text-muted">
      <Icon className="size-3 shrink-0" aria-hidden />
      <span className="truncate">
        {who}
        {handledBy === "assistant" && assignee && `, for ${assignee}`}
      </span>
    </span>
  );
}

/** One conversation: who, what it began with, what was said last, and what is to be done about it. */
export function ConversationRow({
  conversation,
  href,
  isChosen,
}: {
  conversation: ConversationView;
  href: string;
  isChosen: boolean;
}) {
  const now = useNow();
  const { id, subject, preview, unread, lastMessageAt } = conversation;
  const isUnread = unread && !isChosen;
  return (
    <li data-id={id}>
      <Link
        href={href}
        prefetch={false}
        aria-current={isChosen ? "true" : undefined}
        className={cn(
          "block border-l-2 base:border-transparent px-3.5 py-3 transition-colors base:hover:bg-hover focus-visible:-outline-offset-2",
          isChosen && "border-accent bg-accent-soft hover:bg-accent-soft",
        )}
      >
        <span className="flex items-baseline gap-2">
          <span
            className={cn(
              "min-w-0 flex-1 truncate text-[0.8125rem]",
              isUnread ? "font-semibold" : "font-medium",
            )}
            dir="auto"
          >
            {visitorName(conversation)}
          </span>
          {isUnread && <span className="sr-only">Unread.</span>}
          <time dateTime={lastMessageAt} className="text-xs text-muted tabular-nums">
            {now > 0 && shortAgo(lastMessageAt, now)}
          </time>
          {isUnread && <span className="size-2 shrink-0 rounded-full bg-accent" aria-hidden />}
        </span>
        <span
          className={cn("mt-0.5 line-clamp-1 text-sm break-words", isUnread && "font-semibold")}
          dir="auto"
        >
          {subject}
        </span>
        {preview !== subject && (
          <span className="mt-0.5 line-clamp-1 text-[0.8125rem] break-words text-muted" dir="auto">
            {preview}
          </span>
        )}
        <span className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
          <State conversation={conversation} />
          <Handler conversation={conversation} />
        </span>
      </Link>
    </li>
  );
}
