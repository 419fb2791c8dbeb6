import {
  acceptedView,
  documentInput,
  documentList,
  listQuery,
} from "@/lib/domains/knowledge/schema";
import { addContent } from "@/lib/domains/knowledge/add-service";
import { listKnowledge } from "@/lib/domains/knowledge/service";
import { MAX_FORM_BYTES, MAX_JSON_BYTES, receiveUpload } from "@/lib/domains/knowledge/upload";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary:
    "List documents and FAQs, newest first; `kind` narrows, `search` looks at titles, names and answers",
  access: ["secret", "session"],
  permission: "kb:read",
  query: listQuery,
  response: documentList,
  handler: ({ context, query }) => listKnowledge(context, query),
});

export const POST = defineRoute({
  service: "kb",
  summary:
    "Add a document from text, or upload a file (multipart, field `file`); the same externalId again updates",
  access: ["secret", "session"],
  permission: "kb:write",
  idempotent: true,
  multipartBytes: MAX_FORM_BYTES,
  maxBodyBytes: MAX_JSON_BYTES,
  body: documentInput,
  response: acceptedView,
  status: 202,
  handler: ({ context, body, form }) =>
    form
      ? receiveUpload(context, form)
      : addContent(context, {
          kind: "document",
          origin: "api",
          title: body.title,
          body: body.text,
          url: body.url,
          externalId: body.externalId,
        }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
