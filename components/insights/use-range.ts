"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import type { InsightsQuery } from "@/lib/domains/insights/schema";
import { RANGES } from "@/lib/domains/insights/terms";

type Days = InsightsQuery["days"];

/** How many days are shown, as the address says, so that it can be sent to somebody. */
export function useRange(): [Days, (days: Days) => void] {
  const router = useRouter();
  const path = usePathname();
  const asked = Number(useSearchParams().get("days"));
  const days = RANGES.find((range) => range === asked) ?? 30;
  return [days, (next) => router.replace(`${path}?days=${next}`, { scroll: false })];
}
