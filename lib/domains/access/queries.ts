import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { createApiKey, revokeApiKey, updateAllowedOrigins } from "./actions";
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

function useSettingsMutation<I, T>(slug: string, mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: accessKeys.widgetSettings(slug) }),
  });
}

export const useUpdateOrigins = (slug: string) =>
  useSettingsMutation(slug, async (origins: string[]) =>
    unwrap(await updateAllowedOrigins(slug, { origins })),
  );

export const useCreateKey = (slug: string) =>
  useSettingsMutation(slug, async (input: { kind: "publishable" | "secret"; name: string }) =>
    unwrap(await createApiKey(slug, input)),
  );

export const useRevokeKey = (slug: string) =>
  useSettingsMutation(slug, async (id: string) => unwrap(await revokeApiKey(slug, { id })));
