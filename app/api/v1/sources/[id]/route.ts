import { sourceParams, sourceView } from "@/lib/domains/knowledge/sources/schema";
import { readSource, removeSource } from "@/lib/domains/knowledge/sources/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "Read a website's state",
  access: ["secret", "session"],
  permission: "kb:read",
  params: sourceParams,
  response: sourceView,
  handler: ({ context, params }) => readSource(context, params.id),
});

export const DELETE = defineRoute({
  service: "kb",
  summary: "Remove a website with all documents that were read from it",
  access: ["secret", "session"],
  permission: "kb:delete",
  params: sourceParams,
  handler: ({ context, params }) => removeSource(context, params.id),
});

export const { POST, PUT, PATCH, OPTIONS } = otherMethods("GET", "DELETE");
