import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import type { RoleName } from "@/lib/tenancy/permissions";
import {
  changeMemberRole,
  inviteMember,
  leaveOrganization,
  removeMember,
  resendInvitation,
  revokeInvitation,
  transferOwnership,
} from "./actions";
import { memberKeys } from "./list-queries";
import type { invitationList } from "./schema";

export function invitationsQuery(slug: string) {
  return queryOptions({
    queryKey: memberKeys.invitations(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof invitationList>({
        organizationSlug: slug,
        path: "/api/v1/invitations",
        signal,
      }),
  });
}

/** Members and invitations change each other: a demotion revokes, so both are read anew. */
function useMemberMutation<I, T>(slug: string, mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: memberKeys.all(slug) }),
  });
}

export const useChangeRole = (slug: string) =>
  useMemberMutation(slug, async (input: { userId: string; role: RoleName }) =>
    unwrap(await changeMemberRole(slug, input)),
  );

export const useRemoveMember = (slug: string) =>
  useMemberMutation(slug, async (userId: string) => unwrap(await removeMember(slug, { userId })));

export const useTransferOwnership = (slug: string) =>
  useMemberMutation(slug, async (userId: string) =>
    unwrap(await transferOwnership(slug, { userId })),
  );

export const useLeave = (slug: string) =>
  useMutation({ mutationFn: async () => unwrap(await leaveOrganization(slug, {})) });

export const useInvite = (slug: string) =>
  useMemberMutation(slug, async (input: { email: string; role: RoleName }) =>
    unwrap(await inviteMember(slug, input)),
  );

export const useResendInvitation = (slug: string) =>
  useMemberMutation(slug, async (id: string) => unwrap(await resendInvitation(slug, { id })));

export const useRevokeInvitation = (slug: string) =>
  useMemberMutation(slug, async (id: string) => unwrap(await revokeInvitation(slug, { id })));
