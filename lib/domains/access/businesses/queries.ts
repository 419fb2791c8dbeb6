import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { TenantRoleName } from "@/lib/tenancy/permissions";
import { called } from "../account/queries";
import {
  addOrganization,
  archiveOrganization,
  changeBusinessRole,
  createBusiness,
  findOwnOrganizations,
  listBusinessCandidates,
  listBusinessOrganizations,
  listBusinessPeople,
  listOwnBusinesses,
  renameBusiness,
  renameOrganization,
  restoreOrganization,
} from "./actions";
import type { BusinessPage } from "./schema";

const businessKeys = {
  all: ["account", "businesses"] as const,
  lists: ["account", "businesses", "list"] as const,
};
const peopleKey = (tenantId: string) => ["account", "business-people", tenantId] as const;

type Search = string | undefined;

const inputOf = (search: Search, cursor: string | undefined) => ({
  ...(search && { search }),
  ...(cursor && { cursor }),
});

const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};

/** A page of businesses after another. */
export const businessesQuery = (search: Search) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: [...businessKeys.lists, { search }] as const,
    queryFn: ({ pageParam }) => called(listOwnBusinesses(inputOf(search, pageParam))),
  });

/** A page of the organizations of a business after another. */
export const organizationsQuery = (
  tenantId: string,
  { search, archived }: { search: Search; archived: boolean },
) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: [...businessKeys.all, "organizations", tenantId, { search, archived }] as const,
    queryFn: ({ pageParam }) =>
      called(listBusinessOrganizations({ tenantId, archived, ...inputOf(search, pageParam) })),
  });

/** Own organizations that fit what somebody typed. */
export const foundOrganizationsQuery = (search: string) =>
  queryOptions({
    queryKey: [...businessKeys.all, "found", { search }] as const,
    queryFn: async () => (await called(findOwnOrganizations({ search }))).organizations,
  });

/** A page of those with a role in the business after another. */
export const businessPeopleQuery = (tenantId: string, search: Search) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: [...peopleKey(tenantId), "roles", { search }] as const,
    queryFn: ({ pageParam }) => called(listBusinessPeople(tenantId, inputOf(search, pageParam))),
  });

/** A page of those who may be given a role in the business after another. */
export const candidatesQuery = (tenantId: string, search: Search) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: [...peopleKey(tenantId), "candidates", { search }] as const,
    queryFn: ({ pageParam }) =>
      called(listBusinessCandidates(tenantId, inputOf(search, pageParam))),
  });

function useBusinessMutation<I, T>(mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: businessKeys.all });
      // The page's frame names the organizations too.
      router.refresh();
    },
  });
}

export const useCreateBusiness = () =>
  useBusinessMutation((name: string) => called(createBusiness({ name })));

export const useAddOrganization = (tenantId: string) =>
  useBusinessMutation((name: string) => called(addOrganization(tenantId, { name })));

export const useRenameBusiness = (tenantId: string) =>
  useBusinessMutation((name: string) => called(renameBusiness(tenantId, { name })));

export const useRenameOrganization = (slug: string) =>
  useBusinessMutation((name: string) => called(renameOrganization(slug, { name })));

export const useArchive = (tenantId: string) =>
  useBusinessMutation((organizationId: string) =>
    called(archiveOrganization(tenantId, { organizationId })),
  );

export const useRestore = (tenantId: string) =>
  useBusinessMutation((organizationId: string) =>
    called(restoreOrganization(tenantId, { organizationId })),
  );

interface RoleChange {
  userId: string;
  /** Null takes the role away. */
  role: TenantRoleName | null;
}

/** `onChanged` is called although what showed the person may be gone by then. */
export function useChangeBusinessRole(tenantId: string, onChanged: (change: RoleChange) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RoleChange) => called(changeBusinessRole(tenantId, change)),
    onSuccess: (_, change) => onChanged(change),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: businessKeys.all });
      // It may be one's own role: who owns the business no more is refused its people, and the refusal is recorded.
      const shown = client.getQueriesData<InfiniteData<BusinessPage>>({
        queryKey: businessKeys.lists,
        type: "active",
      });
      const businesses = shown.flatMap(([, data]) =>
        data?.pages.flatMap((page) => page.businesses),
      );
      if (businesses.find((business) => business?.id === tenantId)?.role === "owner")
        await client.invalidateQueries({ queryKey: peopleKey(tenantId) });
    },
  });
}
