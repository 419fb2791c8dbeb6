"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageHeader } from "@/components/shell/page-header";
import { ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { sourceQuery } from "@/lib/domains/knowledge/sources/queries";
import type { SourceView } from "@/lib/domains/knowledge/sources/schema";
import { countsInWords, noticeInWords, siteInWords } from "./page-words";
import { RemoveSource, ScheduleChoice, SyncNow } from "./source-actions";
import { SourcePages } from "./source-pages";
import { SourceTimes } from "./source-row";
import { SourceState } from "./source-state";
import { SyncProgress } from "./sync-progress";

function Shown({ slug, source }: { slug: string; source: SourceView }) {
  const router = useRouter();
  const notice = noticeInWords(source);
  return (
    <>
      <PageHeader
        title={siteInWords(source.address)}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <SourceState source={source} />
            {countsInWords(source)}
          </span>
        }
        actions={
          <>
            <ScheduleChoice slug={slug} source={source} />
            <SyncNow slug={slug} source={source} />
            <RemoveSource
              slug={slug}
              source={source}
              onRemoved={() => router.push(`/${slug}/knowledge/sources`)}
            />
          </>
        }
      />
      <div className="-mt-3 mb-6">
        <SyncProgress source={source} />
        <SourceTimes source={source} />
        {source.sync?.error && (
          <p role="alert" className="mt-2 text-sm text-danger">
            {source.sync.error.message}
          </p>
        )}
        {notice && <p className="mt-2 text-[0.8125rem] text-warning">{notice}</p>}
      </div>
      <SourcePages slug={slug} source={source} />
    </>
  );
}

const BETWEEN = [{ name: "Websites", path: "knowledge/sources" }];

/** One website: how far it is, when it is read, and its pages. */
export function SourceDetail({ slug, id, address }: { slug: string; id: string; address: string }) {
  const query = useQuery(sourceQuery(slug, id));
  return (
    <>
      <Breadcrumb slug={slug} section="knowledge" through={BETWEEN} page={siteInWords(address)} />
      {query.data ? (
        <Shown slug={slug} source={query.data} />
      ) : query.isError ? (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      ) : (
        <Loading className="space-y-5">
          <Skeleton className="h-14 rounded-lg" />
          <Skeleton className="h-56 rounded-lg" />
        </Loading>
      )}
    </>
  );
}
