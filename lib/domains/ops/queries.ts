import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueries,
  useQueryClient,
} from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import type { JobKind } from "./job-kinds-terms";
import type { jobList, jobView, JobView } from "./schema";

const PAGE = 25;

export interface JobFilter {
  status?: JobView["status"][];
  kind?: JobKind;
}

const jobKeys = {
  list: (slug: string, filter: JobFilter) => ["organization", slug, "jobs", filter] as const,
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
      apiJson<typeof jobView>({
        organizationSlug: slug,
        path: `/api/jobs/${encodeURIComponent(id)}`,
        signal,
      }),
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

function jobsPath({ status, kind }: JobFilter, cursor: string | undefined): string {
  const params = new URLSearchParams({ limit: String(PAGE) });
  if (status) params.set("status", status.join(","));
  if (kind) params.set("kind", kind);
  if (cursor) params.set("cursor", cursor);
  return `/api/jobs?${params.toString()}`;
}

/** Jobs, newest first; looked at again soon while one of them is open, and now and then for new ones. */
export function jobsQuery(slug: string, filter: JobFilter) {
  return infiniteQueryOptions({
    queryKey: jobKeys.list(slug, filter),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      apiJson<typeof jobList>({
        organizationSlug: slug,
        path: jobsPath(filter, pageParam),
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      const open = pages.some(({ jobs }) => jobs.some((job) => !hasEnded(job)));
      // A refetch asks for every page that is open, so more of them are asked for less often.
      return (open ? 1000 : 10_000) * Math.max(1, pages.length);
    },
  });
}

function useJobCall(slug: string, verb: "cancel" | "retry") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiJson<typeof jobView>({
        organizationSlug: slug,
        path: `/api/jobs/${id}/${verb}`,
        body: {},
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ["organization", slug] }),
  });
}

export const useCancelJob = (slug: string) => useJobCall(slug, "cancel");
export const useRetryJob = (slug: string) => useJobCall(slug, "retry");
