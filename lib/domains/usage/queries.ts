import { queryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import type { usageView } from "./schema";

export function usage(slug: string) {
  return queryOptions({
    queryKey: ["organization", slug, "usage"] as const,
    queryFn: ({ signal }) =>
      apiJson<typeof usageView>({ organizationSlug: slug, path: "/api/v1/usage", signal }),
  });
}
