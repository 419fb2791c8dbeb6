import { listInvitations } from "@/lib/domains/access/members/invitation-service";
import { invitationList } from "@/lib/domains/access/members/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The invitations that are open",
  access: ["session"],
  permission: "members:manage",
  response: invitationList,
  handler: async ({ context }) => ({ invitations: await listInvitations(context) }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
