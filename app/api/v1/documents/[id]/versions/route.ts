import { versionList, versionQuery } from "@/lib/domains/knowledge/history/schema";
import { readHistory } from "@/lib/domains/knowledge/history/service";
import { idParams } from "@/lib/domains/knowledge/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "List what a document or FAQ was before each change, newest first",
  access: ["secret", "session"],
  permission: "kb:read",
  params: idParams,
  query: versionQuery,
  response: versionList,
  handler: ({ context, params, query }) => readHistory(context, params.id, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
