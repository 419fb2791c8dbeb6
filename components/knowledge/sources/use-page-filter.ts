"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { PAGE_STATUSES, type PageStatus } from "@/lib/domains/knowledge/sources/terms";

/** Which pages are listed, kept in the address so that it survives a reload and the way back. */
export function usePageFilter(): [
  PageStatus | undefined,
  (status: PageStatus | undefined) => void,
] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const change = useCallback(
    (status: PageStatus | undefined) =>
      router.replace(status ? `${pathname}?status=${status}` : pathname, { scroll: false }),
    [pathname, router],
  );
  return [PAGE_STATUSES.find((known) => known === params.get("status")), change];
}
