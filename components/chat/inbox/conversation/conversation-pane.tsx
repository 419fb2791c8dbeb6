"use client";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { ErrorState } from "@/components/shell/states";
import { later } from "@/components/ui/later";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ProblemError } from "@/lib/core/problem";
import { conversationQuery } from "@/lib/domains/chat/inbox/queries";
import { useLive } from "../live/live-provider";

// It comes while the conversation itself is asked for, without which there is nothing to show.
const OpenConversation = later(() =>
  import("./open-conversation").then((module) => module.OpenConversation),
);
const Gone = later(() => import("./gone").then((module) => module.Gone));

function Pending() {
  return (
    <Loading className="flex-1">
      <div className="flex h-14 items-center border-b px-5">
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="space-y-6 p-6">
        <Skeleton className="h-16 w-3/5" />
        <Skeleton className="ml-auto h-28 w-3/5" />
      </div>
    </Loading>
  );
}

/** One conversation beside the list, with what is known of it. */
export function ConversationPane({ slug, id, me }: { slug: string; id: string; me: string }) {
  const { isLive } = useLive();
  const query = useQuery(conversationQuery(slug, id, isLive));
  if (query.error instanceof ProblemError && query.error.is("not_found"))
    return (
      <Suspense fallback={<Pending />}>
        <Gone slug={slug} />
      </Suspense>
    );
  if (query.data)
    return (
      <Suspense fallback={<Pending />}>
        <OpenConversation key={id} slug={slug} me={me} conversation={query.data} />
      </Suspense>
    );
  if (query.isError)
    return (
      <div className="min-w-0 flex-1">
        <Breadcrumb slug={slug} section="inbox" page="Conversation" className="px-4 pt-4" />
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  return <Pending />;
}
