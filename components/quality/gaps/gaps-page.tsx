"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MessageCircleQuestion } from "lucide-react";
import { ListEnd } from "@/components/shell/list-end";
import { listState } from "@/components/shell/list-state";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { gapsQuery } from "@/lib/domains/quality/gaps/queries";
import { GAP_STATUSES, type GapStatus } from "@/lib/domains/quality/gaps/terms";
import { GapRow } from "./gap-row";
import { STATUS_WORDS } from "./gap-words";
import { useGapFilter } from "./use-gap-filter";
import { WaitingQuestions } from "./waiting-questions";

function Pending() {
  return (
    <Loading className="divide-y">
      {Array.from({ length: 5 }, (_, at) => (
        <div key={at} className="flex gap-4 px-4 py-4">
          <Skeleton className="size-9" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-3 w-2/5" />
          </div>
        </div>
      ))}
    </Loading>
  );
}

const EMPTY: Readonly<Record<GapStatus, { title: string; text: string }>> = {
  open: {
    title: "No gaps",
    text: "When visitors ask what your knowledge does not answer, or rate an answer down, their questions stand here: the same question once, the most asked first.",
  },
  answered: {
    title: "Nothing answered yet",
    text: "Gaps that you have answered with an FAQ are kept here, with who answered and when.",
  },
  dismissed: {
    title: "Nothing dismissed",
    text: "Gaps that are none of your business's questions can be dismissed; they wait here.",
  },
};

function Filter({
  status,
  onChange,
}: {
  status: GapStatus;
  onChange: (status: GapStatus) => void;
}) {
  return (
    <div role="group" aria-label="Status" className="mb-3 flex flex-wrap gap-1.5">
      {GAP_STATUSES.map((one) => (
        <Button
          key={one}
          size="sm"
          variant={one === status ? "primary" : "secondary"}
          aria-pressed={one === status}
          onClick={() => onChange(one)}
        >
          {STATUS_WORDS[one]}
        </Button>
      ))}
    </div>
  );
}

/** What visitors asked in vain, by what it means. */
export function GapsPage({ slug }: { slug: string }) {
  const [status, setStatus] = useGapFilter();
  const list = useInfiniteQuery(gapsQuery(slug, status));
  const gaps = list.data?.pages.flatMap((page) => page.gaps) ?? [];
  const state = listState(list, gaps.length);
  const waiting = list.data?.pages[0]?.waiting ?? 0;
  return (
    <>
      <Filter status={status} onChange={setStatus} />
      <WaitingQuestions slug={slug} waiting={waiting} />
      <Card className="overflow-hidden">
        {state === "pending" && <Pending />}
        {state === "failed" && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {state === "empty" && (
          <EmptyState
            icon={MessageCircleQuestion}
            title={status === "open" && waiting > 0 ? "Nothing sorted yet" : EMPTY[status].title}
          >
            {EMPTY[status].text}
          </EmptyState>
        )}
        {state === "rows" && (
          <ul aria-label="Gaps" className="divide-y">
            {gaps.map((gap) => (
              <GapRow key={gap.id} slug={slug} gap={gap} />
            ))}
          </ul>
        )}
      </Card>
      <ListEnd list={list} />
    </>
  );
}
