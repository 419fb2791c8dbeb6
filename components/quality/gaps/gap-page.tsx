"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { LatePart } from "@/components/shell/late-part";
import { PageHeader } from "@/components/shell/page-header";
import { ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { gapQuery } from "@/lib/domains/quality/gaps/queries";
import type { GapDetail } from "@/lib/domains/quality/gaps/schema";
import { AnsweredNotice } from "./answered-notice";
import { AskedQuestions } from "./asked-questions";
import { DismissGap } from "./dismiss-gap";
import { counted } from "./gap-words";
import { MergeGap } from "./merge-gap";

// What checks an answer is no part of the page's first load.
const WriteAnswer = dynamic(() => import("./write-answer").then((module) => module.WriteAnswer), {
  ssr: false,
  loading: () => (
    <Loading>
      <Skeleton className="h-96 rounded-lg" />
    </Loading>
  ),
});

interface Shown {
  slug: string;
  gap: GapDetail;
}

function Acts({ slug, gap }: Shown) {
  return (
    <>
      <DismissGap slug={slug} gap={gap} />
      {gap.status === "open" && <MergeGap slug={slug} gap={gap} />}
    </>
  );
}

function Columns({ slug, gap }: Shown) {
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <AnsweredNotice slug={slug} gap={gap} />
        {gap.status !== "answered" && (
          <LatePart>
            <WriteAnswer key={gap.id} slug={slug} gap={gap} />
          </LatePart>
        )}
      </div>
      <AskedQuestions slug={slug} id={gap.id} />
    </div>
  );
}

/** One gap: what was asked, and its answer. */
export function GapPage({ slug, id, title }: { slug: string; id: string; title: string }) {
  const query = useQuery(gapQuery(slug, id));
  const gap = query.data;
  const name = gap?.title ?? title;
  return (
    <>
      <Breadcrumb slug={slug} section="gaps" page={name} />
      <PageHeader
        title={name}
        description={gap && `Asked in ${counted(gap.conversations, "conversation")}.`}
        actions={gap && <Acts slug={slug} gap={gap} />}
      />
      {gap ? (
        <Columns slug={slug} gap={gap} />
      ) : query.isError ? (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      ) : (
        <Loading>
          <Skeleton className="h-96 rounded-lg" />
        </Loading>
      )}
    </>
  );
}
