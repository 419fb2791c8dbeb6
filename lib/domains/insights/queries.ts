import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import { insightsView, type InsightsQuery, type InsightsView } from "./schema";

export function insights(slug: string, query: InsightsQuery) {
  const parameters = new URLSearchParams({ days: String(query.days), timeZone: query.timeZone });
  return queryOptions({
    queryKey: ["organization", slug, "insights", query] as const,
    queryFn: ({ signal }) =>
      apiJson(
        { organizationSlug: slug, path: `/api/v1/insights?${parameters.toString()}`, signal },
        insightsView,
      ),
    placeholderData: keepPreviousData,
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
