import { explainDocument } from "@/lib/domains/knowledge/passages/explain-service";
import { explainInput, explanation } from "@/lib/domains/knowledge/passages/schema";
import { idParams } from "@/lib/domains/knowledge/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "kb",
  summary: "Explain why search finds a document's passages for a question, or does not",
  access: ["secret", "session"],
  permission: "kb:read",
  limitName: "search",
  params: idParams,
  body: explainInput,
  response: explanation,
  handler: ({ context, params, body, signal }) =>
    explainDocument(context, params.id, body.query, signal),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
