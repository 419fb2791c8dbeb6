import { queryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import type { memberList } from "./schema";

export const memberKeys = {
  all: (slug: string) => ["organization", slug, "members"] as const,
  invitations: (slug: string) => ["organization", slug, "members", "invitations"] as const,
  list: (slug: string) => ["organization", slug, "members", "list"] as const,
};

/** Apart from what changes members: the inbox, too, shows who they are. */
export function membersQuery(slug: string) {
  return queryOptions({
    queryKey: memberKeys.list(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof memberList>({ organizationSlug: slug, path: "/api/v1/members", signal }),
  });
}
