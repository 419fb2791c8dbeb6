import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
import { changeGapStatus, mergeGap, previewGapAnswer, publishGapAnswer, sortGaps } from "./actions";
import type { gapDetail, gapList, gapQuestionList, GapAnswer, GapList } from "./schema";
import type { GapStatus } from "./terms";

const gapKeys = {
  all: (slug: string) => ["organization", slug, "gaps"] as const,
  lists: (slug: string) => [...gapKeys.all(slug), "list"] as const,
  list: (slug: string, status: GapStatus) => [...gapKeys.lists(slug), status] as const,
  gap: (slug: string, id: string) => [...gapKeys.all(slug), "gap", id] as const,
};

export function gapsQuery(slug: string, status: GapStatus) {
  return infiniteQueryOptions({
    queryKey: gapKeys.list(slug, status),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ status, ...(pageParam && { cursor: pageParam }) });
      const path = `/api/v1/gaps?${params.toString()}`;
      return apiJson<typeof gapList>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function gapQuery(slug: string, id: string) {
  return queryOptions({
    queryKey: gapKeys.gap(slug, id),
    queryFn: ({ signal }) =>
      apiJson<typeof gapDetail>({
        organizationSlug: slug,
        path: `/api/v1/gaps/${encodeURIComponent(id)}`,
        signal,
      }),
  });
}

/** A page of a gap's questions after another. */
export function gapQuestionsQuery(slug: string, id: string) {
  return infiniteQueryOptions({
    queryKey: [...gapKeys.gap(slug, id), "questions"] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = new URLSearchParams({ ...(cursor && { cursor }) });
      const path = `/api/v1/gaps/${encodeURIComponent(id)}/questions?${params.toString()}`;
      return apiJson<typeof gapQuestionList>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

function useGapMutation<I, T>(slug: string, mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: gapKeys.all(slug) });
  return useMutation({ mutationFn, onSuccess });
}

export const useSortGaps = (slug: string) =>
  useGapMutation(slug, async () => unwrap(await sortGaps(slug, {})));

const withoutGap = inEachPage((page: GapList, { id }: { id: string }) => ({
  ...page,
  gaps: page.gaps.filter((gap) => gap.id !== id),
}));

/** The gap leaves the list that it stands in at once, and is back in it when that fails. */
export function useGapStatus(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { id: string; status: "open" | "dismissed" }) =>
      unwrap(await changeGapStatus(slug, input)),
    ...shownAtOnce(client, gapKeys.lists(slug), withoutGap),
    onSettled: () => client.invalidateQueries({ queryKey: gapKeys.all(slug) }),
  });
}

export const useMergeGap = (slug: string) =>
  useGapMutation(slug, async (input: { id: string; into: string }) =>
    unwrap(await mergeGap(slug, input)),
  );

export const usePublishAnswer = (slug: string) =>
  useGapMutation(slug, async (input: GapAnswer) => unwrap(await publishGapAnswer(slug, input)));

/** Compares answers without an answer and with it; changes nothing. */
export const usePreviewAnswer = (slug: string) =>
  useMutation({
    mutationFn: async (input: GapAnswer) => unwrap(await previewGapAnswer(slug, input)),
  });

/** Looks at the gaps anew, as after a job has sorted. */
export function useRefreshGaps(slug: string): () => void {
  const client = useQueryClient();
  return useCallback(
    () => void client.invalidateQueries({ queryKey: gapKeys.all(slug) }),
    [client, slug],
  );
}
