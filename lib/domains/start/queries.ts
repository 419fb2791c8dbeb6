import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiJson } from "@/lib/http/api-client";
import type { firstRunView } from "./schema";

const firstRunKey = (slug: string) => ["organization", slug, "first-run"] as const;

/** Asked again every few seconds: the next step opens by what happens elsewhere, at last on the customer's own site. */
export function firstRunQuery(slug: string) {
  return queryOptions({
    queryKey: firstRunKey(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof firstRunView>({ organizationSlug: slug, path: "/api/v1/first-run", signal }),
    refetchInterval: ({ state }) => (state.data?.seen ? 30_000 : 3_000),
  });
}

export function useRefreshFirstRun(slug: string): () => void {
  const client = useQueryClient();
  return useCallback(
    () => void client.invalidateQueries({ queryKey: firstRunKey(slug) }),
    [client, slug],
  );
}
