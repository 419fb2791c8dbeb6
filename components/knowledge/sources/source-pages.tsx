"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import { ListEnd } from "@/components/shell/list-end";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { isSyncing, pagesQuery, useFreshAfterSync } from "@/lib/domains/knowledge/sources/queries";
import type { SourceView } from "@/lib/domains/knowledge/sources/schema";
import { PAGE_STATUSES } from "@/lib/domains/knowledge/sources/terms";
import { PageRow } from "./page-row";
import { STATUS_WORDS } from "./page-words";
import { usePageFilter } from "./use-page-filter";

const CHOICES = [
  { value: "all" as const, label: "All pages" },
  ...PAGE_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
];

/** The pages of a source: what became of each, and why one was not read. */
export function SourcePages({ slug, source }: { slug: string; source: SourceView }) {
  const [status, setStatus] = usePageFilter();
  const syncing = isSyncing(source);
  const list = useInfiniteQuery(pagesQuery(slug, source.id, { status, syncing }));
  useFreshAfterSync(slug, syncing);
  const pages = list.data?.pages.flatMap((page) => page.pages) ?? [];
  return (
    <section aria-labelledby="pages-of-source">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="pages-of-source" className="text-[0.9375rem] font-semibold">
          Pages
        </h2>
        <Select
          label="Which pages"
          value={status ?? "all"}
          options={CHOICES}
          onChange={(value) => setStatus(value === "all" ? undefined : value)}
          className="w-40"
        />
      </div>
      <Card>
        {list.isPending && (
          <Loading className="space-y-4 p-4">
            {[0, 1, 2].map((at) => (
              <Skeleton key={at} className="h-4 w-3/5" />
            ))}
          </Loading>
        )}
        {list.isError && pages.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && pages.length === 0 && (
          <EmptyState icon={FileSearch} title={status ? "No page is so" : "No page yet"}>
            {status
              ? "Choose another state to see the rest."
              : "The pages are listed as soon as the site has been looked at."}
          </EmptyState>
        )}
        {pages.length > 0 && (
          <ul aria-label="Pages of this site" className="divide-y">
            {pages.map((page) => (
              <PageRow key={page.id} slug={slug} sourceId={source.id} page={page} />
            ))}
          </ul>
        )}
      </Card>
      <ListEnd list={list} />
    </section>
  );
}
