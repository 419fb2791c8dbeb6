import { sourceParams, syncView } from "@/lib/domains/knowledge/sources/schema";
import { syncSource } from "@/lib/domains/knowledge/sources/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "kb",
  summary: "Read a website again now; answers with the sync under way when there is one",
  access: ["secret", "session"],
  permission: "kb:write",
  idempotent: true,
  params: sourceParams,
  response: syncView,
  status: 202,
  handler: ({ context, params }) => syncSource(context, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
