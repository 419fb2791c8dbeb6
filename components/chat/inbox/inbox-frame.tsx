"use client";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { ConversationList } from "./list/conversation-list";
import { LiveProvider } from "./live/live-provider";
import { SendingProvider } from "./conversation/sending";
import { useTitleCount } from "./use-title-count";

function Panes({ slug, children }: { slug: string; children: ReactNode }) {
  const { id } = useParams<{ id?: string }>();
  useTitleCount(slug);
  return (
    <div data-fill className="flex h-[calc(100dvh-3.5rem)] min-h-0 lg:h-dvh">
      <h1 className="sr-only">Inbox</h1>
      <section
        aria-label="Conversations"
        className={cn(
          "flex w-full shrink-0 flex-col bg-surface md:w-72 md:border-r xl:w-80",
          id !== undefined && "max-md:hidden",
        )}
      >
        <ConversationList slug={slug} chosen={id} />
      </section>
      <div className={cn("flex min-w-0 flex-1", id === undefined && "max-md:hidden")}>
        {children}
      </div>
    </div>
  );
}

/** The inbox: its list stays where it is while one conversation after another is shown beside it. */
export function InboxFrame({ slug, children }: { slug: string; children: ReactNode }) {
  return (
    <LiveProvider slug={slug}>
      <SendingProvider slug={slug}>
        <Panes slug={slug}>{children}</Panes>
      </SendingProvider>
    </LiveProvider>
  );
}
