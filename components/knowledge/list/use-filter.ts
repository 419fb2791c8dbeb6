"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { KnowledgeFilter } from "@/lib/domains/knowledge/queries";

const KINDS = ["document", "faq"] as const;
const STATUSES = ["queued", "processing", "available", "failed"] as const;

/** The filter that a list's address holds; what is unknown there is left out. */
export function readFilter(params: Pick<URLSearchParams, "get">): KnowledgeFilter {
  const search = params.get("q")?.trim().slice(0, 200);
  const kind = KINDS.find((known) => known === params.get("kind"));
  const status = STATUSES.find((known) => known === params.get("status"));
  const cited = params.get("cited") === "never" ? ("never" as const) : undefined;
  return {
    ...(search && { search }),
    ...(kind && { kind }),
    ...(status && { status }),
    ...(cited && { cited }),
  };
}

export function writeFilter({ search, kind, status, cited }: KnowledgeFilter): string {
  const params = new URLSearchParams();
  if (search) params.set("q", search);
  if (kind) params.set("kind", kind);
  if (status) params.set("status", status);
  if (cited) params.set("cited", cited);
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** The list's filter, kept in its address so that it survives a reload and the way back. */
export function useFilter(): [KnowledgeFilter, (filter: KnowledgeFilter) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = useCallback(
    (next: KnowledgeFilter) => router.replace(pathname + writeFilter(next), { scroll: false }),
    [pathname, router],
  );
  return [filter, change];
}
