import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
import { knowledgeKeys } from "../queries";
import { dismissFlag } from "./actions";
import type { flagList, dismissInput, FlagList, FlagQuery } from "./schema";

const PAGE = 20;

export type FlagFilter = Partial<Pick<FlagQuery, "kind" | "state">>;

const keyOf = (slug: string) => [...knowledgeKeys.all(slug), "flags"] as const;

/** What is said twice or differently, newest first, with how much of it is open. */
export function flagsQuery(slug: string, filter: FlagFilter) {
  return infiniteQueryOptions({
    queryKey: [...keyOf(slug), filter] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const given = Object.entries({ ...filter, cursor: pageParam }).filter(
        (pair): pair is [string, string] => typeof pair[1] === "string",
      );
      const query = new URLSearchParams([["limit", String(PAGE)], ...given]).toString();
      return apiJson<typeof flagList>({
        organizationSlug: slug,
        path: `/api/v1/flags?${query}`,
        signal,
      });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

const withoutFlag = inEachPage((page: FlagList, { id }: { id: string }) => ({
  ...page,
  flags: page.flags.filter((flag) => flag.id !== id),
}));

/** Puts a flag aside or takes it up again; it leaves the list at once, and comes back when that fails. */
export function useDismissFlag(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: z.infer<typeof dismissInput>) =>
      unwrap(await dismissFlag(slug, input)),
    ...shownAtOnce(client, keyOf(slug), withoutFlag),
  });
}
