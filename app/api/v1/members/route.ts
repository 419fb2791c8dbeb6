import { listMembers } from "@/lib/domains/access/members/member-service";
import { memberList } from "@/lib/domains/access/members/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The members of the organization",
  access: ["session"],
  permission: "members:read",
  response: memberList,
  handler: async ({ context }) => ({ members: await listMembers(context) }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
