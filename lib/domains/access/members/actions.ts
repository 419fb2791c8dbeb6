"use server";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { defineAction, definePublicAction } from "@/lib/http/define-action";
import { currentUser } from "../page-session";
import { signUpLimit } from "../sign-up-limit";
import { acceptInvitation, joinWithNewAccount } from "./acceptance-service";
import {
  invite,
  resendInvitation as resend,
  revokeInvitation as revoke,
} from "./invitation-service";
import {
  changeRole,
  leaveOrganization as leave,
  removeMember as remove,
  transferOwnership as transfer,
} from "./member-service";
import {
  acceptInput,
  changeRoleInput,
  invitationInput,
  inviteInput,
  joinInput,
  leaveInput,
  memberInput,
} from "./schema";

export const changeMemberRole = defineAction({
  service: "web",
  permission: "members:manage",
  input: changeRoleInput,
  handler: async (input, context) => {
    await changeRole(context, input);
    return {};
  },
});

export const removeMember = defineAction({
  service: "web",
  permission: "members:manage",
  input: memberInput,
  handler: async (input, context) => {
    await remove(context, input);
    return {};
  },
});

export const leaveOrganization = defineAction({
  service: "web",
  permission: "members:read",
  input: leaveInput,
  handler: async (_, context) => {
    await leave(context);
    return {};
  },
});

export const transferOwnership = defineAction({
  service: "web",
  permission: "ownership:transfer",
  input: memberInput,
  handler: async (input, context) => {
    await transfer(context, input);
    return {};
  },
});

export const inviteMember = defineAction({
  service: "web",
  permission: "members:manage",
  input: inviteInput,
  handler: (input, context) => invite(context, input),
});

export const resendInvitation = defineAction({
  service: "web",
  permission: "members:manage",
  input: invitationInput,
  handler: async ({ id }, context) => {
    return resend(context, id);
  },
});

export const revokeInvitation = defineAction({
  service: "web",
  permission: "members:manage",
  input: invitationInput,
  handler: async ({ id }, context) => {
    await revoke(context, id);
    return {};
  },
});

/** Of the person who is signed in and not of a member: they become one by it. */
export const acceptOwnInvitation = definePublicAction({
  service: "web",
  limit: () => ({ name: "accept", calls: env().RATE_LIMIT_PUBLIC_PER_MINUTE, perSeconds: 60 }),
  input: acceptInput,
  handler: async ({ token }) => {
    const user = await currentUser();
    if (!user) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
    return acceptInvitation(token, user.userId);
  },
});

export const joinByInvitation = definePublicAction({
  service: "web",
  limit: signUpLimit,
  input: joinInput,
  handler: (input, { address }) => joinWithNewAccount(input, address),
});
