import { queryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import { usageView } from "./schema";

export function usage(slug: string) {
  return queryOptions({
    queryKey: ["organization", slug, "usage"] as const,
    queryFn: ({ signal }) =>
      apiJson({ organizationSlug: slug, path: "/api/v1/usage", signal }, usageView),
  });
}
