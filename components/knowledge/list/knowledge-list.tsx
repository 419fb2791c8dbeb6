"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { ListEnd } from "@/components/shell/list-end";
import { listState } from "@/components/shell/list-state";
import { ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { later } from "@/components/ui/later";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { knowledgeList } from "@/lib/domains/knowledge/queries";
import { DocumentRow } from "./document-row";
import { ListFilters } from "./list-filters";
import { SelectionBar } from "./selection-bar";
import { useFilter } from "./use-filter";
import { useSelection } from "./use-selection";

const NothingListed = later(() =>
  import("./nothing-listed").then((module) => module.NothingListed),
);

function Pending() {
  return (
    <Loading className="divide-y">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="flex items-center gap-3 px-4 py-3">
          <Skeleton className="size-4" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
          <Skeleton className="h-5 w-20" />
        </div>
      ))}
    </Loading>
  );
}

/** Everything an organization has taught its front desk. */
export function KnowledgeList({ slug }: { slug: string }) {
  const [filter, setFilter] = useFilter();
  const list = useInfiniteQuery(knowledgeList(slug, filter));
  const documents = list.data?.pages.flatMap((page) => page.documents) ?? [];
  const selection = useSelection(documents);
  const state = listState(list, documents.length);
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <ListFilters filter={filter} onChange={setFilter} />
      <Card>
        {state === "pending" && <Pending />}
        {state === "failed" && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {state === "empty" && (
          <Suspense>
            <NothingListed slug={slug} onShowAll={filtered ? () => setFilter({}) : undefined} />
          </Suspense>
        )}
        {state === "rows" && (
          <>
            <SelectionBar
              slug={slug}
              shown={documents.length}
              chosen={selection.chosen}
              onChooseAll={selection.chooseAll}
            />
            <ul aria-label="Documents and FAQs" className="divide-y">
              {documents.map((document) => (
                <DocumentRow
                  key={document.id}
                  slug={slug}
                  document={document}
                  chosen={selection.isChosen(document.id)}
                  onChoose={(on) => selection.choose(document.id, on)}
                />
              ))}
            </ul>
          </>
        )}
      </Card>
      <ListEnd list={list} />
    </>
  );
}
