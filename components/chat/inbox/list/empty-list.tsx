"use client";
import { CircleCheck, Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import type { InboxView } from "@/lib/domains/chat/inbox/queries";
import type { InboxCounts } from "@/lib/domains/chat/inbox/schema";
import type { InboxFilter } from "@/lib/domains/chat/inbox/terms";

const NOTHING: Readonly<Record<InboxFilter, string>> = {
  open: "Every conversation is closed or snoozed.",
  needs_person: "No visitor waits for a person.",
  unanswered: "The assistant had an answer to every last question.",
  mine: "Press “a” in a conversation to make it yours.",
  snoozed: "What you snooze comes back by itself, or when its visitor writes.",
  closed: "Press “e” in a conversation to close it.",
  all: "There is no conversation yet.",
};

/** Says why the list is empty, and how something would come into it. */
export function EmptyList({
  slug,
  view,
  counts,
  onChange,
}: {
  slug: string;
  view: InboxView;
  counts: InboxCounts | undefined;
  onChange: (view: InboxView) => void;
}) {
  if (view.search)
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing fits"
        actions={<Button onClick={() => onChange({ filter: "all" })}>Show everything</Button>}
      >
        No conversation here began with these words or with a visitor of this name.
      </EmptyState>
    );
  if (counts?.all === 0)
    return (
      <EmptyState
        icon={Inbox}
        title="No conversations yet"
        actions={
          <>
            <Button asChild variant="primary">
              <Link href={`/${slug}/install`}>Install the widget</Link>
            </Button>
            <Button asChild>
              <Link href={`/${slug}/playground`}>Try a question</Link>
            </Button>
          </>
        }
      >
        Put the widget on your site. What visitors ask appears here as they write it, with what the
        assistant answered.
      </EmptyState>
    );
  return (
    <EmptyState icon={CircleCheck} title="Nothing here">
      {NOTHING[view.filter]}
    </EmptyState>
  );
}
