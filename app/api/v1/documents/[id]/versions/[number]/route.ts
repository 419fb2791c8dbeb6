import { versionDetail, versionParams } from "@/lib/domains/knowledge/history/schema";
import { readVersion } from "@/lib/domains/knowledge/history/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "Read an earlier version of a document, and what it was changed into",
  access: ["secret", "session"],
  permission: "kb:read",
  params: versionParams,
  response: versionDetail,
  handler: ({ context, params }) => readVersion(context, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
