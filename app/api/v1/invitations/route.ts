import { readInvitations } from "@/lib/domains/access/members/invitation-service";
import { invitationListQuery, invitationPage } from "@/lib/domains/access/members/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The invitations that are open, newest first",
  access: ["session"],
  permission: "members:manage",
  query: invitationListQuery,
  response: invitationPage,
  handler: ({ context, query }) => readInvitations(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
