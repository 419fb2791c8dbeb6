import { passageList, passageQuery } from "@/lib/domains/knowledge/passages/schema";
import { readPassages } from "@/lib/domains/knowledge/passages/service";
import { idParams } from "@/lib/domains/knowledge/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "List the passages that a document is searched by, in their order",
  access: ["secret", "session"],
  permission: "kb:read",
  params: idParams,
  query: passageQuery,
  response: passageList,
  handler: ({ context, params, query }) => readPassages(context, params.id, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
