import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { addSite, changeSourceSchedule, followPageAgain, removeSite, syncNow } from "./actions";
import type { pageList, sourceList, sourceView, Schedule, SourceView } from "./schema";
import type { PageStatus } from "./terms";

const sourceKeys = {
  all: (slug: string) => ["organization", slug, "sources"] as const,
  list: (slug: string) => [...sourceKeys.all(slug), "list"] as const,
  source: (slug: string, id: string) => [...sourceKeys.all(slug), "source", id] as const,
  pages: (slug: string, id: string, status: PageStatus | undefined) =>
    [...sourceKeys.source(slug, id), "pages", status ?? "any"] as const,
};

const OPEN = ["queued", "running", "retrying"];
/** Often enough to see page after page. */
const SOON_MS = 1_500;

export const isSyncing = ({ sync }: Pick<SourceView, "sync">): boolean =>
  sync !== null && OPEN.includes(sync.status);

export function sourcesQuery(slug: string) {
  return queryOptions({
    queryKey: sourceKeys.list(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof sourceList>({ organizationSlug: slug, path: "/api/v1/sources", signal }),
    refetchInterval: ({ state }) => (state.data?.sources.some(isSyncing) ? SOON_MS : false),
  });
}

const pathOf = (id: string) => `/api/v1/sources/${encodeURIComponent(id)}`;

export function sourceQuery(slug: string, id: string) {
  return queryOptions({
    queryKey: sourceKeys.source(slug, id),
    queryFn: ({ signal }) =>
      apiJson<typeof sourceView>({ organizationSlug: slug, path: pathOf(id), signal }),
    refetchInterval: ({ state }) => (state.data && isSyncing(state.data) ? SOON_MS : false),
  });
}

/** @param syncing whether something of it may change by itself just now */
export function pagesQuery(
  slug: string,
  id: string,
  { status, syncing }: { status?: PageStatus | undefined; syncing: boolean },
) {
  return infiniteQueryOptions({
    queryKey: sourceKeys.pages(slug, id, status),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        limit: "50",
        ...(status && { status }),
        ...(pageParam && { cursor: pageParam }),
      });
      const path = `${pathOf(id)}/pages?${asked.toString()}`;
      return apiJson<typeof pageList>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: syncing ? SOON_MS : false,
  });
}

/** What changes when a sync ends is read once more then: nothing asks for it by itself any longer. */
export function useFreshAfterSync(slug: string, syncing: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (syncing) return;
    void client.invalidateQueries({ queryKey: sourceKeys.all(slug) });
    void client.invalidateQueries({ queryKey: ["organization", slug, "knowledge"] });
  }, [client, slug, syncing]);
}

function useSourceMutation<I, T>(slug: string, mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // Also after a refusal: it comes of a source that changed meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: sourceKeys.all(slug) }),
  });
}

export const useAddSource = (slug: string) =>
  useSourceMutation(slug, async (input: { address: string; schedule: Schedule }) =>
    unwrap(await addSite(slug, input)),
  );

export const useChangeSchedule = (slug: string) =>
  useSourceMutation(slug, async (input: { id: string; schedule: Schedule }) =>
    unwrap(await changeSourceSchedule(slug, input)),
  );

export const useSyncNow = (slug: string) =>
  useSourceMutation(slug, async (id: string) => unwrap(await syncNow(slug, { id })));

export const useFollowPage = (slug: string) =>
  useSourceMutation(slug, async (input: { id: string; pageId: string }) =>
    unwrap(await followPageAgain(slug, input)),
  );

export function useRemoveSource(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => unwrap(await removeSite(slug, { id })),
    onSuccess: async (_, id) => {
      client.removeQueries({ queryKey: sourceKeys.source(slug, id) });
      await client.invalidateQueries({ queryKey: ["organization", slug] });
    },
  });
}
