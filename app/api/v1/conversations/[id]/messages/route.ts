import { listMessages } from "@/lib/domains/chat/inbox/conversation-service";
import { messageList, messageListQuery } from "@/lib/domains/chat/inbox/schema";
import { idParams } from "@/lib/domains/knowledge/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "Read the messages of a conversation, newest first, with sources and receipt of answers",
  access: ["secret", "session"],
  permission: "conversations:read",
  params: idParams,
  query: messageListQuery,
  response: messageList,
  handler: ({ context, params, query }) => listMessages(context, params.id, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
