import { answerParams, ratingInput, VISITOR_HEADERS } from "@/lib/domains/chat/visitor/schema";
import { conversationOf, rate } from "@/lib/domains/chat/visitor/visitor-service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

export const PUT = defineRoute({
  service: "chat",
  summary: "Says what a visitor thinks of an answer; the last word counts",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "rating",
  params: answerParams,
  headers: VISITOR_HEADERS,
  body: ratingInput,
  handler: async ({ context, request, params: { id, messageId }, body }) => {
    const conversationId = await conversationOf(context, request, id);
    await rate(context, { conversationId, messageId }, body);
  },
});

export const OPTIONS = preflight;

export const { GET, POST, PATCH, DELETE } = otherMethods("PUT");
