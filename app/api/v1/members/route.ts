import { readMembers } from "@/lib/domains/access/members/list-service";
import { memberListQuery, memberPage } from "@/lib/domains/access/members/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The members of the organization, who came first stands first",
  access: ["session"],
  permission: "members:read",
  query: memberListQuery,
  response: memberPage,
  handler: ({ context, query }) => readMembers(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
