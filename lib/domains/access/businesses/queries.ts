import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { TenantRoleName } from "@/lib/tenancy/permissions";
import { inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
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
import type { Business, BusinessPage, OrganizationPage, OwnOrganization } from "./schema";

const businessKeys = {
  lists: ["account", "businesses", "list"] as const,
  found: ["account", "businesses", "found"] as const,
  organizations: (tenantId: string) =>
    ["account", "businesses", "organizations", tenantId] as const,
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
    queryKey: [...businessKeys.organizations(tenantId), { search, archived }] as const,
    queryFn: ({ pageParam }) =>
      called(listBusinessOrganizations({ tenantId, archived, ...inputOf(search, pageParam) })),
  });

/** Own organizations that fit what somebody typed. */
export const foundOrganizationsQuery = (search: string) =>
  queryOptions({
    queryKey: [...businessKeys.found, { search }] as const,
    queryFn: async () => (await called(findOwnOrganizations({ search }))).organizations,
  });

/** A page of those with a role in the business after another. */
export const businessPeopleQuery = (tenantId: string, search: Search) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: [...peopleKey(tenantId), "roles", { search }] as const,
    queryFn: ({ pageParam }) => called(listBusinessPeople(tenantId, inputOf(search, pageParam))),
  });

/** The same of those who may be given a role. Nothing is kept of it: roles, archives and invitations change who they are. */
export const candidatesQuery = (tenantId: string, search: Search) =>
  infiniteQueryOptions({
    ...pages,
    gcTime: 0,
    queryKey: [...peopleKey(tenantId), "candidates", { search }] as const,
    queryFn: ({ pageParam }) =>
      called(listBusinessCandidates(tenantId, inputOf(search, pageParam))),
  });

/** What may show a change of one business, or that there is a new one, and nothing of others: each is an action of its own. */
const shownOf = (tenantId?: string): (readonly string[])[] => [
  businessKeys.lists,
  businessKeys.found,
  ...(tenantId ? [businessKeys.organizations(tenantId)] : []),
];

/** Reads anew what may show the change. Next runs one action at a time, so nothing waits for that. */
function useReadAnew(tenantId?: string): () => void {
  const client = useQueryClient();
  const router = useRouter();
  return () => {
    for (const queryKey of shownOf(tenantId)) void client.invalidateQueries({ queryKey });
    // The page's frame names the organizations too.
    router.refresh();
  };
}

function useBusinessMutation<I, T>(mutationFn: (input: I) => Promise<T>, tenantId?: string) {
  const onSettled = useReadAnew(tenantId);
  return useMutation({ mutationFn, onSettled });
}

export const useCreateBusiness = () =>
  useBusinessMutation((name: string) => called(createBusiness({ name })));

export const useAddOrganization = (tenantId: string) =>
  useBusinessMutation((name: string) => called(addOrganization(tenantId, { name })), tenantId);

// What follows is shown at once, and as it was before when the server refuses.

const withName = (tenantId: string) =>
  inEachPage((page: BusinessPage, name: string) => ({
    ...page,
    businesses: page.businesses.map((one): Business =>
      one.id === tenantId ? { ...one, name } : one,
    ),
  }));

export function useRenameBusiness(tenantId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => called(renameBusiness(tenantId, { name })),
    ...shownAtOnce(client, businessKeys.lists, withName(tenantId)),
    onSettled: useReadAnew(tenantId),
  });
}

/** A change of an organization in the lists of a business; `undefined` takes it out of the one that it stands in. */
function useOrganizationChange<I>(
  tenantId: string,
  mutationFn: (input: I) => Promise<unknown>,
  change: (organization: OwnOrganization, input: I) => OwnOrganization | undefined,
) {
  const client = useQueryClient();
  const inPage = inEachPage((page: OrganizationPage, input: I) => ({
    ...page,
    organizations: page.organizations.flatMap((one) => change(one, input) ?? []),
  }));
  return useMutation({
    mutationFn,
    ...shownAtOnce(client, businessKeys.organizations(tenantId), inPage),
    onSettled: useReadAnew(tenantId),
  });
}

export const useRenameOrganization = (tenantId: string, slug: string) =>
  useOrganizationChange(
    tenantId,
    (name: string) => called(renameOrganization(slug, { name })),
    (one, name) => (one.slug === slug ? { ...one, name } : one),
  );

// Out of the one list at once, and in the other when that is read anew: a row that is still to move would take the question
// of who acts on it along.
const unless = (one: OwnOrganization, id: string) => (one.id === id ? undefined : one);

export const useArchive = (tenantId: string) =>
  useOrganizationChange(
    tenantId,
    (organizationId: string) => called(archiveOrganization(tenantId, { organizationId })),
    unless,
  );

export const useRestore = (tenantId: string) =>
  useOrganizationChange(
    tenantId,
    (organizationId: string) => called(restoreOrganization(tenantId, { organizationId })),
    unless,
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
      await client.invalidateQueries({ queryKey: businessKeys.lists });
      // It may be one's own role: who owns the business no more is refused its people, and the refusal is recorded.
      const shown = client.getQueriesData<InfiniteData<BusinessPage>>({
        queryKey: businessKeys.lists,
        type: "active",
      });
      const businesses = shown.flatMap(([, data]) =>
        data?.pages.flatMap((page) => page.businesses),
      );
      const isOwner = businesses.find((business) => business?.id === tenantId)?.role === "owner";
      const queryKey = isOwner ? peopleKey(tenantId) : businessKeys.organizations(tenantId);
      await client.invalidateQueries({ queryKey });
    },
  });
}
