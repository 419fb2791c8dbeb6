import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import type { MemberListQuery, memberPage } from "./schema";

export type MemberFilter = Pick<MemberListQuery, "search" | "role">;

export const memberKeys = {
  all: (slug: string) => ["organization", slug, "members"] as const,
  allInvitations: (slug: string) => [...memberKeys.all(slug), "invitations"] as const,
  invitations: (slug: string, search: string | undefined) =>
    [...memberKeys.allInvitations(slug), { search }] as const,
  lists: (slug: string) => [...memberKeys.all(slug), "list"] as const,
  list: (slug: string, filter: MemberFilter) => [...memberKeys.lists(slug), filter] as const,
};

/** A page of members after another. Apart from what changes members: the inbox assigns to them, too. */
export function membersQuery(slug: string, filter: MemberFilter) {
  return infiniteQueryOptions({
    queryKey: memberKeys.list(slug, filter),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => {
      const { search, role } = filter;
      const params = new URLSearchParams();
      if (search) params.set("search", search);
      if (role) params.set("role", role.join(","));
      if (cursor) params.set("cursor", cursor);
      const path = `/api/v1/members?${params.toString()}`;
      return apiJson<typeof memberPage>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
