import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { shownAtOnce } from "@/lib/http/shown-at-once";
import { setWeeklySummary } from "./actions";
import type {
  insightsView,
  summarySetting,
  InsightsQuery,
  InsightsView,
  SummarySetting,
} from "./schema";

export function insights(slug: string, query: InsightsQuery) {
  const parameters = new URLSearchParams({ days: String(query.days), timeZone: query.timeZone });
  return queryOptions({
    queryKey: ["organization", slug, "insights", query] as const,
    queryFn: ({ signal }) =>
      apiJson<typeof insightsView>({
        organizationSlug: slug,
        path: `/api/v1/insights?${parameters.toString()}`,
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export function summarySettingQuery(slug: string) {
  return queryOptions({
    queryKey: ["organization", slug, "insights-settings"] as const,
    queryFn: ({ signal }) =>
      apiJson<typeof summarySetting>({
        organizationSlug: slug,
        path: "/api/v1/insights/settings",
        signal,
      }),
  });
}

/** Shown at once, and as it was before when the change fails. */
export function useSetSummary(slug: string) {
  const client = useQueryClient();
  const { queryKey } = summarySettingQuery(slug);
  return useMutation({
    mutationFn: async (mailsSummary: boolean) =>
      unwrap(await setWeeklySummary(slug, { mailsSummary })),
    ...shownAtOnce<SummarySetting, boolean>(client, queryKey, (_, mailsSummary) => ({
      mailsSummary,
    })),
  });
}

const COLUMNS = [
  "day",
  "conversations",
  "questions",
  "answered",
  "unanswered",
  "handoffs",
  "leads",
  "helpful",
  "unhelpful",
] as const;

/** Days, oldest first, as CSV (RFC 4180) with a head: dates and counts, of which none needs quotes. */
export function insightsCsv(byDay: InsightsView["byDay"]): string {
  const lines = byDay.map((day) => COLUMNS.map((column) => String(day[column])));
  return [[...COLUMNS], ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}
