"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { InboxView } from "@/lib/domains/chat/inbox/queries";
import { FILTERS } from "@/lib/domains/chat/inbox/terms";

/** What the page's address says of the list; what is unknown there is left out. */
export function readView(params: Pick<URLSearchParams, "get">): InboxView {
  const filter = FILTERS.find((known) => known === params.get("filter")) ?? "open";
  const search = params.get("q")?.trim().slice(0, 200);
  return { filter, ...(search && { search }) };
}

export function writeView({ filter, search }: InboxView): string {
  const params = new URLSearchParams();
  if (filter !== "open") params.set("filter", filter);
  if (search) params.set("q", search);
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** The list's view, kept in the address so that it survives a reload, the way back and the choice of a conversation. */
export function useInboxView(): [InboxView, (view: InboxView) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const view = useMemo(() => readView(params), [params]);
  const change = useCallback(
    (next: InboxView) => router.replace(pathname + writeView(next), { scroll: false }),
    [pathname, router],
  );
  return [view, change];
}
