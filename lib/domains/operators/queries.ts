import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import type { tenantPage } from "./schema";

export function tenantDirectory(search: string) {
  return infiniteQueryOptions({
    queryKey: ["operator", "tenants", search] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ search, ...(pageParam && { cursor: pageParam }) });
      return apiJson<typeof tenantPage>({ path: `/api/ops/tenants?${query.toString()}`, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
