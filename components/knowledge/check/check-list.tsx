"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CheckCheck, SearchX } from "lucide-react";
import { ListEnd } from "@/components/shell/list-end";
import { listState } from "@/components/shell/list-state";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { flagsQuery, type FlagFilter } from "@/lib/domains/knowledge/check/queries";
import type { FlagList } from "@/lib/domains/knowledge/check/schema";
import { FlagCard } from "./flag-card";
import { useFlagFilter } from "./use-flag-filter";

const STATES = [
  { value: "open", label: "Open" },
  { value: "dismissed", label: "Dismissed" },
] as const;

function Filters({
  filter: { kind, state },
  counts,
  onChange,
}: {
  filter: FlagFilter;
  counts: FlagList["counts"] | undefined;
  onChange: (filter: FlagFilter) => void;
}) {
  const { contradiction, duplicate } = counts ?? {};
  const kinds = [
    { value: "all", label: "Everything" },
    {
      value: "contradiction",
      label: `Contradictions${contradiction ? ` (${contradiction})` : ""}`,
    },
    { value: "duplicate", label: `Duplicates${duplicate ? ` (${duplicate})` : ""}` },
  ] as const;
  const isDismissed = state === "dismissed";
  return (
    <div role="search" className="mb-3 flex flex-wrap gap-2">
      <Select
        label="Kind"
        className="w-48 max-sm:flex-1"
        value={kind ?? "all"}
        options={kinds}
        onChange={(next) =>
          onChange({
            ...(next !== "all" && { kind: next }),
            ...(isDismissed && { state: "dismissed" }),
          })
        }
      />
      <Select
        label="State"
        className="w-36 max-sm:flex-1"
        value={isDismissed ? "dismissed" : "open"}
        options={STATES}
        onChange={(next) =>
          onChange({ ...(kind && { kind }), ...(next === "dismissed" && { state: next }) })
        }
      />
    </div>
  );
}

function Nothing({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing fits"
        actions={<Button onClick={onAll}>Show what is open</Button>}
      >
        There is nothing of this kind.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CheckCheck} title="Nothing stands out">
      What is new is compared with the rest once it is indexed. Passages that say the same twice, or
      another price, time or rule for the same thing, are shown here side by side.
    </EmptyState>
  );
}

/** What an organization's knowledge says twice or differently. */
export function CheckList({ slug }: { slug: string }) {
  const [filter, setFilter] = useFlagFilter();
  const list = useInfiniteQuery(flagsQuery(slug, filter));
  const flags = list.data?.pages.flatMap((page) => page.flags) ?? [];
  const state = listState(list, flags.length);
  return (
    <>
      <Filters filter={filter} counts={list.data?.pages[0]?.counts} onChange={setFilter} />
      <Card>
        {state === "pending" && (
          <Loading className="space-y-4 p-5">
            {[0, 1].map((at) => (
              <Skeleton key={at} className="h-36" />
            ))}
          </Loading>
        )}
        {state === "failed" && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {state === "empty" && (
          <Nothing filtered={Object.keys(filter).length > 0} onAll={() => setFilter({})} />
        )}
        {state === "rows" && (
          <ul aria-label="Duplicates and contradictions" className="divide-y">
            {flags.map((flag) => (
              <FlagCard key={flag.id} slug={slug} flag={flag} />
            ))}
          </ul>
        )}
      </Card>
      <ListEnd list={list} />
    </>
  );
}
