"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ListEnd } from "@/components/shell/list-end";
import { ErrorState } from "@/components/shell/states";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { keysQuery, type KeyFilter } from "@/lib/domains/access/keys/queries";
import type { KeyView } from "@/lib/domains/access/keys/schema";
import { KeyRow } from "./key-row";

/** The keys that a filter has, a page after another; `empty` where it has none. */
export function KeyList({
  slug,
  label,
  filter,
  empty,
  onRotate,
}: {
  slug: string;
  label: string;
  filter: KeyFilter;
  empty: ReactNode;
  onRotate: (key: KeyView) => void;
}) {
  const list = useInfiniteQuery(keysQuery(slug, filter));
  const keys = list.data?.pages.flatMap((page) => page.keys);
  if (list.isError && !keys)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!keys)
    return (
      <Loading className="space-y-2">
        <Skeleton className="h-20" />
        <Skeleton className="h-20" />
      </Loading>
    );
  return (
    <>
      {keys.length === 0 && empty}
      {keys.length > 0 && (
        <ul aria-label={label} className="divide-y rounded-md border">
          {keys.map((key) => (
            <KeyRow key={key.id} slug={slug} apiKey={key} onRotate={onRotate} />
          ))}
        </ul>
      )}
      <ListEnd list={list}>Show older</ListEnd>
    </>
  );
}
