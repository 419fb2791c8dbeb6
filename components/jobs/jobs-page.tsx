"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ListChecks, SearchX } from "lucide-react";
import { ListEnd } from "@/components/shell/list-end";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { hasEnded, jobsQuery } from "@/lib/domains/ops/queries";
import { JobFilters } from "./job-filters";
import { JobRow } from "./job-row";
import { useJobFilter } from "./use-job-filter";

function Pending() {
  return (
    <Loading className="divide-y">
      {Array.from({ length: 5 }, (_, at) => (
        <div key={at} className="space-y-2 px-4 py-4">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-3 w-3/5" />
        </div>
      ))}
    </Loading>
  );
}

function Empty({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  if (filtered)
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing fits"
        actions={<Button onClick={onReset}>Show everything</Button>}
      >
        No job has this status and kind.
      </EmptyState>
    );
  return (
    <EmptyState icon={ListChecks} title="Nothing to do yet">
      When you add knowledge, delete some or invite somebody, you see here how far it is.
    </EmptyState>
  );
}

/** The organization's background jobs, live while any of those shown is open. */
export function JobsPage({ slug }: { slug: string }) {
  const [filter, setFilter] = useJobFilter();
  const list = useInfiniteQuery(jobsQuery(slug, filter));
  const jobs = list.data?.pages.flatMap((page) => page.jobs) ?? [];
  const open = jobs.filter((job) => !hasEnded(job)).length;
  return (
    <>
      <JobFilters filter={filter} onChange={setFilter} />
      <p role="status" className="sr-only">
        {list.isSuccess && `${open} of the jobs shown are open.`}
      </p>
      <Card>
        {list.isPending && <Pending />}
        {list.isError && jobs.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && jobs.length === 0 && (
          <Empty filtered={Object.keys(filter).length > 0} onReset={() => setFilter({})} />
        )}
        {jobs.length > 0 && (
          <ul aria-label="Jobs" className="divide-y">
            {jobs.map((job) => (
              <JobRow key={job.id} slug={slug} job={job} />
            ))}
          </ul>
        )}
      </Card>
      <ListEnd list={list}>Show older</ListEnd>
    </>
  );
}
