import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { shownAtOnce } from "@/lib/http/shown-at-once";
import { changeAllowedOrigin } from "./actions";
import type { widgetDetails, WidgetDetails } from "./widget/schema";

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

type OriginChange = { origin: string; allowed: boolean };

const withoutOrigin = (widget: WidgetDetails, { origin, allowed }: OriginChange) =>
  allowed
    ? widget
    : { ...widget, allowedOrigins: widget.allowedOrigins.filter((one) => one !== origin) };

/** Allows one origin, or takes one away: that is shown at once, and what is allowed when the server has written it. */
export function useChangeOrigin(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: OriginChange) => unwrap(await changeAllowedOrigin(slug, change)),
    ...shownAtOnce(client, widgetKey(slug), withoutOrigin),
  });
}
