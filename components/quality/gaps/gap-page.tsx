"use client";
import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "@/components/shell/page-header";
import { ErrorState } from "@/components/shell/states";
import { Skeleton } from "@/components/ui/skeleton";
import { gapQuery } from "@/lib/domains/quality/gaps/queries";
import { AnsweredNotice } from "./answered-notice";
import { AskedQuestions } from "./asked-questions";
import { DismissGap } from "./dismiss-gap";
import { counted } from "./gap-words";
import { MergeGap } from "./merge-gap";
import { WriteAnswer } from "./write-answer";

/** One gap: what was asked, and its answer. */
export function GapPage({ slug, id, title }: { slug: string; id: string; title: string }) {
  const query = useQuery(gapQuery(slug, id));
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const gap = query.data;
  if (!gap)
    return (
      <>
        <PageHeader title={title} />
        <Skeleton className="h-96 rounded-lg" />
      </>
    );
  return (
    <>
      <PageHeader
        title={gap.title}
        description={`Asked in ${counted(gap.conversations, "conversation")}.`}
        actions={
          <>
            <DismissGap slug={slug} gap={gap} />
            {gap.status === "open" && <MergeGap slug={slug} gap={gap} />}
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <AnsweredNotice slug={slug} gap={gap} />
          {gap.status !== "answered" && <WriteAnswer key={gap.id} slug={slug} gap={gap} />}
        </div>
        <AskedQuestions slug={slug} gap={gap} />
      </div>
    </>
  );
}
