import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { updateAllowedOrigins } from "./actions";
import { widgetSettings } from "./schema";

const accessKeys = {
  widgetSettings: (slug: string) => ["organization", slug, "widget-settings"] as const,
};

export function widgetSettingsQuery(slug: string) {
  return queryOptions({
    queryKey: accessKeys.widgetSettings(slug),
    queryFn: ({ signal }) =>
      apiJson({ organizationSlug: slug, path: "/api/v1/widget-settings", signal }, widgetSettings),
  });
}

export function useUpdateOrigins(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (origins: string[]) => unwrap(await updateAllowedOrigins(slug, { origins })),
    onSuccess: () => client.invalidateQueries({ queryKey: accessKeys.widgetSettings(slug) }),
  });
}
