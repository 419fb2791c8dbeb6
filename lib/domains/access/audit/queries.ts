import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiJson, apiSend } from "@/lib/http/api-client";
import type { auditPage, AuditFilter } from "./schema";
import { EXPORT_IS_CUT } from "./terms";

function search(filter: AuditFilter, cursor?: string): string {
  const given = Object.entries({ ...filter, cursor }).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
  );
  return new URLSearchParams(given).toString();
}

export function auditLog(slug: string, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ["organization", slug, "audit", filter] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      apiJson<typeof auditPage>({
        organizationSlug: slug,
        path: `/api/v1/audit?${search(filter, pageParam)}`,
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The same as a file, for the browser to save, and whether older events are missing there. Throws as `apiSend` does. */
export async function downloadAudit(
  slug: string,
  filter: AuditFilter,
): Promise<{ file: Blob; isCut: boolean }> {
  const path = `/api/v1/audit/export?${search(filter)}`;
  const response = await apiSend({ organizationSlug: slug, path });
  return {
    file: await response.blob(),
    isCut: response.headers.get(EXPORT_IS_CUT) === "true",
  };
}
