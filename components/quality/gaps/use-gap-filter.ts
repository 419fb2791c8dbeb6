"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { GAP_STATUSES, type GapStatus } from "@/lib/domains/quality/gaps/terms";

/** Which gaps the list shows, kept in its address. */
export function useGapFilter(): [GapStatus, (status: GapStatus) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const status = GAP_STATUSES.find((known) => known === params.get("status")) ?? "open";
  const change = (next: GapStatus) =>
    router.replace(next === "open" ? pathname : `${pathname}?status=${next}`, { scroll: false });
  return [status, change];
}
