import { bulkInput, bulkView } from "@/lib/domains/knowledge/schema";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { MAX_JSON_BYTES } from "@/lib/domains/knowledge/upload";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "kb",
  summary: "Add or update up to 100 documents, all or none, with one job",
  access: ["secret"],
  permission: "kb:write",
  idempotent: true,
  maxBodyBytes: MAX_JSON_BYTES,
  body: bulkInput,
  response: bulkView,
  status: 202,
  handler: ({ context, body }) =>
    addContents(
      context,
      body.documents.map(({ title, text, url, externalId }) => ({
        kind: "document",
        origin: "api",
        title,
        body: text,
        url,
        externalId,
      })),
    ),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
