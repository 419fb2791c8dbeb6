import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { shownAtOnce } from "@/lib/http/shown-at-once";
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
import type { invitationList, memberList } from "./schema";

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

type MemberList = z.infer<typeof memberList>;
type RoleChange = { userId: string; role: RoleName };

const withRole = ({ members }: MemberList, { userId, role }: RoleChange): MemberList => ({
  members: members.map((member) => (member.userId === userId ? { ...member, role } : member)),
});

/** Shown at once, and as it was before when the change fails. */
export function useChangeRole(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: RoleChange) => unwrap(await changeMemberRole(slug, input)),
    ...shownAtOnce(client, memberKeys.list(slug), withRole),
    onSettled: () => client.invalidateQueries({ queryKey: memberKeys.all(slug) }),
  });
}

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

type InvitationList = z.infer<typeof invitationList>;

/** It leaves the list at once, and is back in it when that fails. */
export function useRevokeInvitation(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => unwrap(await revokeInvitation(slug, { id })),
    ...shownAtOnce<InvitationList, string>(
      client,
      memberKeys.invitations(slug),
      ({ invitations }, id) => ({ invitations: invitations.filter((one) => one.id !== id) }),
    ),
  });
}
