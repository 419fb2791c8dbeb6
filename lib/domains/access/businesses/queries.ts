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

export function useChangeBusinessRole(tenantId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { userId: string; role: TenantRoleName | null }) =>
      called(changeBusinessRole(tenantId, input)),
    // One's own role may be the one that changed.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: businessPeopleQuery(tenantId).queryKey }),
        client.invalidateQueries({ queryKey: businessesQuery.queryKey }),
      ]),
  });
}
