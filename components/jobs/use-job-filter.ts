"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { KIND_NAMES } from "@/lib/domains/ops/job-kinds-terms";
import type { JobFilter } from "@/lib/domains/ops/queries";
import { JOB_STATUSES } from "@/lib/domains/ops/terms";

/** The filter that the page's address holds; what is unknown there is left out. */
export function readJobFilter(params: Pick<URLSearchParams, "get">): JobFilter {
  const given = params.get("status")?.split(",") ?? [];
  const status = JOB_STATUSES.filter((known) => given.includes(known));
  const kind = KIND_NAMES.find((known) => known === params.get("kind"));
  return { ...(status.length > 0 && { status }), ...(kind && { kind }) };
}

export function writeJobFilter({ status, kind }: JobFilter): string {
  const params = new URLSearchParams();
  if (status) params.set("status", status.join(","));
  if (kind) params.set("kind", kind);
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** The list's filter, kept in its address so that it survives a reload and the way back. */
export function useJobFilter(): [JobFilter, (filter: JobFilter) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const filter = useMemo(() => readJobFilter(params), [params]);
  const change = useCallback(
    (next: JobFilter) => router.replace(pathname + writeJobFilter(next), { scroll: false }),
    [pathname, router],
  );
  return [filter, change];
}
