import {
  infiniteQueryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
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
import type { InvitationPage, invitationPage, MemberPage } from "./schema";
import { invitableRoles } from "./terms";

/** A page of open invitations after another. */
export function invitationsQuery(slug: string, search: string | undefined) {
  return infiniteQueryOptions({
    queryKey: memberKeys.invitations(slug, search),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = new URLSearchParams({ ...(search && { search }), ...(cursor && { cursor }) });
      const path = `/api/v1/invitations?${params.toString()}`;
      return apiJson<typeof invitationPage>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
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

type RoleChange = { userId: string; role: RoleName };

const withRole = inEachPage((page: MemberPage, { userId, role }: RoleChange) => ({
  ...page,
  members: page.members.map((member) => (member.userId === userId ? { ...member, role } : member)),
}));

/**
 * Shown at once, and as it was before when the change fails. Who lowers their `own` role below managing members is refused
 * the invitations, and the refusal is recorded: these are not read anew.
 */
export function useChangeRole(slug: string, own: boolean) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: RoleChange) => unwrap(await changeMemberRole(slug, input)),
    ...shownAtOnce(client, memberKeys.lists(slug), withRole),
    onSettled: (_, error, { role }) => {
      const mayRead = !own || error || invitableRoles(role).length > 0;
      const queryKey = mayRead ? memberKeys.all(slug) : memberKeys.lists(slug);
      return client.invalidateQueries({ queryKey });
    },
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

const without = inEachPage((page: InvitationPage, id: string) => ({
  ...page,
  invitations: page.invitations.filter((one) => one.id !== id),
}));

/** It leaves the list at once, and is back in it when that fails. */
export function useRevokeInvitation(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => unwrap(await revokeInvitation(slug, { id })),
    ...shownAtOnce<InfiniteData<InvitationPage>, string>(
      client,
      memberKeys.allInvitations(slug),
      without,
    ),
  });
}
