import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { TenantRoleName } from "@/lib/tenancy/permissions";
import { called } from "../account/queries";
import {
  addOrganization,
  archiveOrganization,
  changeBusinessRole,
  createBusiness,
  listBusinessPeople,
  listOwnBusinesses,
  renameBusiness,
  renameOrganization,
  restoreOrganization,
} from "./actions";

export const businessesQuery = queryOptions({
  queryKey: ["account", "businesses"],
  queryFn: async () => (await called(listOwnBusinesses({}))).businesses,
});

export const businessPeopleQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ["account", "business-people", tenantId],
    queryFn: () => called(listBusinessPeople(tenantId, {})),
  });

function useBusinessMutation<I, T>(mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: businessesQuery.queryKey });
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
      const { queryKey } = businessesQuery;
      await client.invalidateQueries({ queryKey });
      // It may be one's own role: who owns the business no more is refused its people, and the refusal is recorded.
      const business = client.getQueryData(queryKey)?.find(({ id }) => id === tenantId);
      if (business?.role === "owner")
        await client.invalidateQueries({ queryKey: businessPeopleQuery(tenantId).queryKey });
    },
  });
}
