"use client";
import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { sourcesQuery } from "@/lib/domains/knowledge/sources/queries";
import { AddSource } from "./add-source";
import { SourceRow } from "./source-row";

function Pending() {
  return (
    <Loading className="space-y-2 p-4">
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="h-3 w-3/5" />
    </Loading>
  );
}

/** The websites that documents are read from by themselves. */
export function SourceList({ slug }: { slug: string }) {
  const list = useQuery(sourcesQuery(slug));
  const sources = list.data?.sources ?? [];
  return (
    <div className="space-y-5">
      <Card className="p-5">
        <AddSource slug={slug} label="Add a website" />
      </Card>
      <Card>
        {list.isPending && <Pending />}
        {list.isError && sources.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && sources.length === 0 && (
          <EmptyState icon={Globe} title="No website yet">
            Give the address of your site: its pages become documents, and stay up to date by
            themselves.
          </EmptyState>
        )}
        {sources.length > 0 && (
          <ul aria-label="Websites" className="divide-y">
            {sources.map((source) => (
              <SourceRow key={source.id} slug={slug} source={source} />
            ))}
          </ul>
        )}
      </Card>
      {list.isError && sources.length > 0 && (
        <p role="alert" className="text-center text-[0.8125rem] text-danger">
          This list may be out of date: the server could not be reached.
        </p>
      )}
    </div>
  );
}
