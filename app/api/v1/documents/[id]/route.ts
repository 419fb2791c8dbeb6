import {
  documentDetail,
  documentPatch,
  documentView,
  idParams,
} from "@/lib/domains/knowledge/schema";
import { changeDocument, deleteDocument, readDetail } from "@/lib/domains/knowledge/service";
import { MAX_JSON_BYTES } from "@/lib/domains/knowledge/upload";
import { toDocumentView } from "@/lib/domains/knowledge/views";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "Read a document, or a FAQ as one",
  access: ["secret", "session"],
  permission: "kb:read",
  params: idParams,
  response: documentDetail,
  handler: ({ context, params }) => readDetail(context, params.id),
});

export const PATCH = defineRoute({
  service: "kb",
  summary: "Change a document; a changed title or text is indexed anew while the old one serves",
  access: ["secret", "session"],
  permission: "kb:write",
  params: idParams,
  maxBodyBytes: MAX_JSON_BYTES,
  body: documentPatch,
  response: documentView,
  handler: async ({ context, params, body: { text, ...rest } }) =>
    toDocumentView(await changeDocument(context, params.id, "document", { ...rest, body: text })),
});

export const DELETE = defineRoute({
  service: "kb",
  summary: "Delete a document or a FAQ; it is gone from search at once",
  access: ["secret", "session"],
  permission: "kb:delete",
  params: idParams,
  handler: async ({ context, params }) => {
    await deleteDocument(context, params.id);
  },
});

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
