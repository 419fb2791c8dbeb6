import { acceptedView, faqInput, faqList, faqListQuery } from "@/lib/domains/knowledge/schema";
import { addContent } from "@/lib/domains/knowledge/add-service";
import { listFaqs } from "@/lib/domains/knowledge/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "List FAQs, newest first",
  access: ["secret", "session"],
  permission: "kb:read",
  query: faqListQuery,
  response: faqList,
  handler: ({ context, query }) => listFaqs(context, query),
});

export const POST = defineRoute({
  service: "kb",
  summary: "Add a FAQ; the same externalId again updates",
  access: ["secret", "session"],
  permission: "kb:write",
  idempotent: true,
  maxBodyBytes: 256_000,
  body: faqInput,
  response: acceptedView,
  status: 202,
  handler: ({ context, body }) =>
    addContent(context, {
      kind: "faq",
      origin: "api",
      title: body.question,
      body: body.answer,
      alternatives: body.alternatives,
      url: body.url,
      externalId: body.externalId,
    }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
