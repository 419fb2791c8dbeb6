"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { AddKnowledge } from "@/components/knowledge/list/add-knowledge";
import { AddSource } from "@/components/knowledge/sources/add-source";
import { ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { sourcesQuery } from "@/lib/domains/knowledge/sources/queries";
import { ReadingSite } from "./reading-site";

/** The first step: a site that is read, or files and texts instead. */
export function Teach({ slug, onChanged }: { slug: string; onChanged: () => void }) {
  const list = useQuery(sourcesQuery(slug));
  const sources = list.data?.sources;
  useEffect(() => {
    if (sources) onChanged();
  }, [sources, onChanged]);
  if (list.isError && !sources) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (!sources)
    return (
      <Loading>
        <Skeleton className="h-28 rounded-lg" />
      </Loading>
    );
  return (
    <>
      {sources.map((source) => (
        <ReadingSite key={source.id} slug={slug} source={source} />
      ))}
      {sources.length === 0 && (
        <Card className="p-5">
          <AddSource slug={slug} />
        </Card>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-[0.8125rem] text-muted">
          {sources.length === 0 ? "No website, or not yet?" : "More to answer from?"}
        </p>
        <AddKnowledge slug={slug} quiet />
      </div>
    </>
  );
}
