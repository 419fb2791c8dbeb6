import { readConversation } from "@/lib/domains/chat/inbox/conversation-service";
import { conversationDetail } from "@/lib/domains/chat/inbox/schema";
import { idParams } from "@/lib/domains/knowledge/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "Read a conversation with its notes, handoffs and leads",
  access: ["secret", "session"],
  permission: "conversations:read",
  params: idParams,
  response: conversationDetail,
  handler: ({ context, params }) => readConversation(context, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
