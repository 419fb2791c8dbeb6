import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { updateAllowedOrigins } from "./actions";
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

export function useUpdateOrigins(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (origins: string[]) => unwrap(await updateAllowedOrigins(slug, { origins })),
    onSuccess: () => client.invalidateQueries({ queryKey: widgetKey(slug) }),
  });
}
