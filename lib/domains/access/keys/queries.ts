import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { createApiKey, revokeApiKey, rotateApiKey } from "./actions";
import type { keyPage, CreateKeyInput, KeyListQuery, Overlap } from "./schema";

const keysOf = (slug: string) => ["organization", slug, "keys"] as const;

export type KeyFilter = Pick<KeyListQuery, "search" | "state">;

function keysPath(query: Partial<KeyListQuery>): string {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
  );
  return `/api/v1/keys?${new URLSearchParams(given).toString()}`;
}

/** A page of keys after another. */
export function keysQuery(slug: string, filter: KeyFilter) {
  return infiniteQueryOptions({
    queryKey: [...keysOf(slug), "list", filter] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const path = keysPath({ ...filter, cursor: pageParam });
      return apiJson<typeof keyPage>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The newest of the publishable keys that work: whether there is one, and whether it is the one just made. */
export function widgetKeysQuery(slug: string) {
  return queryOptions({
    queryKey: [...keysOf(slug), "of-widget"] as const,
    queryFn: ({ signal }) => {
      const path = keysPath(WIDGET_KEYS);
      return apiJson<typeof keyPage>({ organizationSlug: slug, path, signal });
    },
  });
}
export const WIDGET_KEYS = { kind: "publishable", state: "live" } as const;

/** Also after a refusal the list is read anew: it comes of a key that changed meanwhile. */
function useKeyMutation<I, T>(slug: string, mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: keysOf(slug) }),
  });
}

export const useCreateKey = (slug: string) =>
  useKeyMutation(slug, async (input: CreateKeyInput) => unwrap(await createApiKey(slug, input)));

export const useRotateKey = (slug: string) =>
  useKeyMutation(slug, async (input: { id: string; overlap: Overlap }) =>
    unwrap(await rotateApiKey(slug, input)),
  );

export const useRevokeKey = (slug: string) =>
  useKeyMutation(slug, async (id: string) => unwrap(await revokeApiKey(slug, { id })));
