import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { createApiKey, revokeApiKey, rotateApiKey } from "./actions";
import type { keyList, CreateKeyInput, Overlap } from "./schema";

const keysOf = (slug: string) => ["organization", slug, "keys"] as const;

export function keysQuery(slug: string) {
  return queryOptions({
    queryKey: keysOf(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof keyList>({ organizationSlug: slug, path: "/api/v1/keys", signal }),
  });
}

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
