"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { FlagFilter } from "@/lib/domains/knowledge/check/queries";

const KINDS = ["contradiction", "duplicate"] as const;

/** The filter that the page's address holds; what is unknown there is left out. */
export function readFlagFilter(params: Pick<URLSearchParams, "get">): FlagFilter {
  const kind = KINDS.find((known) => known === params.get("kind"));
  const isDismissed = params.get("state") === "dismissed";
  return { ...(kind && { kind }), ...(isDismissed && { state: "dismissed" }) };
}

export function writeFlagFilter({ kind, state }: FlagFilter): string {
  const params = new URLSearchParams();
  if (kind) params.set("kind", kind);
  if (state === "dismissed") params.set("state", state);
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** The list's filter, kept in its address so that it survives a reload and the way back. */
export function useFlagFilter(): [FlagFilter, (filter: FlagFilter) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const filter = useMemo(() => readFlagFilter(params), [params]);
  const change = useCallback(
    (next: FlagFilter) => router.replace(pathname + writeFlagFilter(next), { scroll: false }),
    [pathname, router],
  );
  return [filter, change];
}
