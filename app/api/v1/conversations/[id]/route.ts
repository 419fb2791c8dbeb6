import { deleteConversation } from "@/lib/domains/chat/delete-service";
import { readConversation } from "@/lib/domains/chat/inbox/conversation-service";
import { conversationDetail } from "@/lib/domains/chat/inbox/schema";
import { deletedConversation } from "@/lib/domains/chat/visitor/schema";
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

export const DELETE = defineRoute({
  service: "chat",
  summary: "Delete a conversation with its messages and notes for good; its leads stay",
  access: ["secret", "session"],
  permission: "conversations:delete",
  params: idParams,
  response: deletedConversation,
  handler: ({ context, params }) => deleteConversation(context, params.id),
});

export const { POST, PUT, PATCH, OPTIONS } = otherMethods("GET", "DELETE");
