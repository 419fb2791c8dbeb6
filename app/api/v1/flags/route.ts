import { readFlags } from "@/lib/domains/knowledge/check/flag-service";
import { flagList, flagQuery } from "@/lib/domains/knowledge/check/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "List passages that say the same twice, or different things of the same, newest first",
  access: ["secret", "session"],
  permission: "kb:read",
  query: flagQuery,
  response: flagList,
  handler: ({ context, query }) => readFlags(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
