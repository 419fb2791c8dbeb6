import { conversationParams, VISITOR_HEADERS } from "@/lib/domains/chat/visitor/schema";
import { conversationOf, sayTyping } from "@/lib/domains/chat/visitor/visitor-service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "chat",
  summary: "Says that the visitor is typing; again every few seconds",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "typing",
  params: conversationParams,
  headers: VISITOR_HEADERS,
  handler: async ({ context, request, params }) => {
    await sayTyping(context, await conversationOf(context, request, params.id));
  },
});

export const OPTIONS = preflight;

export const { GET, PUT, PATCH, DELETE } = otherMethods("POST");
