import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { changeAllowedOrigin } from "./actions";
import type { widgetDetails } from "./widget/schema";

export const widgetKey = (slug: string) => ["organization", slug, "widget-settings"] as const;

export function widgetSettingsQuery(slug: string) {
  return queryOptions({
    queryKey: widgetKey(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof widgetDetails>({
        organizationSlug: slug,
        path: "/api/v1/widget-settings",
        signal,
      }),
  });
}

/** Allows one origin, or takes one away. */
export function useChangeOrigin(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: { origin: string; allowed: boolean }) =>
      unwrap(await changeAllowedOrigin(slug, change)),
    onSuccess: () => client.invalidateQueries({ queryKey: widgetKey(slug) }),
  });
}
