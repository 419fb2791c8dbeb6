import { queryOptions, useQueries } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import { jobView, type JobView } from "./schema";

const jobKeys = {
  job: (slug: string, id: string) => ["organization", slug, "job", id] as const,
};

const ENDED: readonly JobView["status"][] = ["succeeded", "failed", "cancelled"];

export function hasEnded(job: JobView): boolean {
  return ENDED.includes(job.status);
}

/** Each second for a few jobs, slower for many, so that watching stays far below the rate limit. Milliseconds. */
function pollEvery(watched: number): number {
  return Math.max(1000, watched * 250);
}

function watchedJob(slug: string, id: string, watched: number) {
  return queryOptions({
    queryKey: jobKeys.job(slug, id),
    queryFn: ({ signal }) =>
      apiJson(
        { organizationSlug: slug, path: `/api/jobs/${encodeURIComponent(id)}`, signal },
        jobView,
      ),
    refetchInterval: ({ state }) =>
      state.data && hasEnded(state.data) ? false : pollEvery(watched),
    staleTime: 500,
  });
}

/** The named jobs by id, polled until each has ended. */
export function useJobs(slug: string, ids: readonly string[]): ReadonlyMap<string, JobView> {
  const distinct = [...new Set(ids)];
  return useQueries({
    queries: distinct.map((id) => watchedJob(slug, id, distinct.length)),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}
