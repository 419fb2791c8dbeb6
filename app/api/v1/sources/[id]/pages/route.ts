import { pageList, pagesQuery, sourceParams } from "@/lib/domains/knowledge/sources/schema";
import { readPages } from "@/lib/domains/knowledge/sources/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "List a website's pages: what became of each, and why it was not read",
  access: ["secret", "session"],
  permission: "kb:read",
  params: sourceParams,
  query: pagesQuery,
  response: pageList,
  handler: ({ context, params, query }) => readPages(context, params.id, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
