import {
  conversationParams,
  messagesPage,
  messagesQuery,
  VISITOR_HEADERS,
} from "@/lib/domains/chat/visitor/schema";
import { conversationOf, readConversation } from "@/lib/domains/chat/visitor/visitor-service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "A visitor reads their conversation, from its newest messages back",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "conversation",
  params: conversationParams,
  headers: VISITOR_HEADERS,
  query: messagesQuery,
  response: messagesPage,
  handler: async ({ context, request, params, query }) =>
    readConversation(context, await conversationOf(context, request, params.id), query),
});

export const OPTIONS = preflight;

export const { POST, PUT, PATCH, DELETE } = otherMethods("GET");
