import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { knowledgeKeys, useKnowledgeMutation } from "../queries";
import { restoreDocumentVersion } from "./actions";
import type { versionDetail, versionList, RestoreInput } from "./schema";

const PAGE = 20;

const pathOf = (id: string) => `/api/v1/documents/${encodeURIComponent(id)}/versions`;

/** What a document was before, newest first. */
export function historyQuery(slug: string, id: string) {
  return infiniteQueryOptions({
    queryKey: [...knowledgeKeys.all(slug), "history", id] as const,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === undefined ? "" : `&cursor=${pageParam}`;
      const path = `${pathOf(id)}?limit=${PAGE}${cursor}`;
      return apiJson<typeof versionList>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** A version beside what it was changed into. */
export function versionQuery(slug: string, id: string, number: number) {
  return queryOptions({
    queryKey: [...knowledgeKeys.all(slug), "version", id, number] as const,
    queryFn: ({ signal }) =>
      apiJson<typeof versionDetail>({
        organizationSlug: slug,
        path: `${pathOf(id)}/${number}`,
        signal,
      }),
  });
}

export const useRestoreVersion = (slug: string) =>
  useKnowledgeMutation(slug, async (input: RestoreInput) =>
    unwrap(await restoreDocumentVersion(slug, input)),
  );
