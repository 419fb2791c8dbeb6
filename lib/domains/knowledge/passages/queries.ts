import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import { knowledgeKeys } from "../queries";
import type { explanation, passageList } from "./schema";

const PAGE = 20;

const pathOf = (id: string) => `/api/v1/documents/${encodeURIComponent(id)}`;

/** A document's passages as search serves them. `revision` is when they may have changed. */
export function passagesQuery(slug: string, id: string, revision: string) {
  return infiniteQueryOptions({
    queryKey: [...knowledgeKeys.all(slug), "passages", id, revision] as const,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === undefined ? "" : `&cursor=${pageParam}`;
      const path = `${pathOf(id)}/passages?limit=${PAGE}${cursor}`;
      return apiJson<typeof passageList>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Why search finds a document's passages for a question, or does not; anew with each `revision`. */
export function explainQuery(slug: string, id: string, query: string, revision: string) {
  return queryOptions({
    queryKey: [...knowledgeKeys.all(slug), "explain", id, query, revision] as const,
    queryFn: ({ signal }) =>
      apiJson<typeof explanation>({
        organizationSlug: slug,
        path: `${pathOf(id)}/explain`,
        body: { query },
        signal,
      }),
    enabled: query !== "",
    staleTime: 0,
  });
}
