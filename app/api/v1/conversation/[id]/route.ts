import { deleteConversation } from "@/lib/domains/chat/delete-service";
import {
  conversationParams,
  deletedConversation,
  VISITOR_HEADERS,
} from "@/lib/domains/chat/visitor/schema";
import { conversationOf } from "@/lib/domains/chat/visitor/visitor-service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

export const DELETE = defineRoute({
  service: "chat",
  summary: "A visitor deletes their conversation for good",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "conversation",
  params: conversationParams,
  headers: VISITOR_HEADERS,
  response: deletedConversation,
  handler: async ({ context, request, params }) =>
    deleteConversation(context, await conversationOf(context, request, params.id)),
});

export const OPTIONS = preflight;

export const { GET, POST, PUT, PATCH } = otherMethods("DELETE");
