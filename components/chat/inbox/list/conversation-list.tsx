"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Suspense, useRef } from "react";
import { ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { conversationsQuery, countsQuery } from "@/lib/domains/chat/inbox/queries";
import { useLive } from "../live/live-provider";
import { useInboxView, writeView } from "../use-inbox-view";
import { useShortcuts } from "../use-shortcuts";
import { ConversationRow } from "./conversation-row";
import { ListHeader } from "./list-header";

const EmptyList = later(() => import("./empty-list").then((module) => module.EmptyList));

function Pending() {
  return (
    <Loading className="divide-y">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="space-y-2 px-4 py-3.5">
          <Skeleton className="h-3.5 w-2/5" />
          <Skeleton className="h-3 w-4/5" />
          <Skeleton className="h-3 w-3/5" />
        </div>
      ))}
    </Loading>
  );
}

/** The conversations that a view shows; j and k go from one to the next. */
export function ConversationList({ slug, chosen }: { slug: string; chosen: string | undefined }) {
  const [view, setView] = useInboxView();
  const { isLive, isLost } = useLive();
  const router = useRouter();
  const list = useInfiniteQuery(conversationsQuery(slug, view, isLive));
  const counts = useQuery(countsQuery(slug, isLive)).data;
  const conversations = list.data?.pages.flatMap((page) => page.conversations) ?? [];
  const items = useRef<HTMLUListElement>(null);
  const address = (id: string) => `/${slug}/inbox/${id}${writeView(view)}`;
  const go = (step: 1 | -1) => {
    const at = conversations.findIndex(({ id }) => id === chosen);
    const next = conversations[at === -1 && step === -1 ? 0 : at + step];
    if (!next) return;
    router.push(address(next.id));
    items.current?.querySelector(`[data-id="${next.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useShortcuts({ j: () => go(1), k: () => go(-1) });
  return (
    <>
      <ListHeader slug={slug} view={view} counts={counts} isLost={isLost} onChange={setView} />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {list.isPending && <Pending />}
        {list.isError && conversations.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess &&
          conversations.length === 0 &&
          // Those that were shown have been taken out, and what follows them is on its way.
          (list.hasNextPage ? (
            <Pending />
          ) : (
            <Suspense fallback={<Pending />}>
              <EmptyList slug={slug} view={view} counts={counts} onChange={setView} />
            </Suspense>
          ))}
        {conversations.length > 0 && (
          <ul ref={items} aria-label="Conversations" className="divide-y">
            {conversations.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                href={address(conversation.id)}
                isChosen={conversation.id === chosen}
              />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <div className="flex justify-center py-3">
            <Button
              size="sm"
              busy={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show older
            </Button>
          </div>
        )}
        {list.isError && conversations.length > 0 && (
          <p role="alert" className="px-4 py-3 text-center text-[0.8125rem] text-danger">
            This list may be out of date: the server could not be reached.
          </p>
        )}
      </div>
    </>
  );
}
