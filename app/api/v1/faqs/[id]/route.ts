import { faqPatch, faqView, idParams } from "@/lib/domains/knowledge/schema";
import { changeDocument, deleteDocument, readDocument } from "@/lib/domains/knowledge/service";
import { toFaqView } from "@/lib/domains/knowledge/views";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "Read a FAQ",
  access: ["secret", "session"],
  permission: "kb:read",
  params: idParams,
  response: faqView,
  handler: async ({ context, params }) => toFaqView(await readDocument(context, params.id, "faq")),
});

export const PATCH = defineRoute({
  service: "kb",
  summary: "Change a FAQ; the old one serves until the new one is indexed",
  access: ["secret", "session"],
  permission: "kb:write",
  params: idParams,
  maxBodyBytes: 256_000,
  body: faqPatch,
  response: faqView,
  handler: async ({ context, params, body: { question, answer, ...rest } }) =>
    toFaqView(
      await changeDocument(context, params.id, "faq", { ...rest, title: question, body: answer }),
    ),
});

export const DELETE = defineRoute({
  service: "kb",
  summary: "Delete a FAQ; it is gone from search at once",
  access: ["secret", "session"],
  permission: "kb:delete",
  params: idParams,
  handler: async ({ context, params }) => {
    await deleteDocument(context, params.id, "faq");
  },
});

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
