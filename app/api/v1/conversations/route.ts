import { listConversations } from "@/lib/domains/chat/inbox/list-service";
import { conversationList, conversationListQuery } from "@/lib/domains/chat/inbox/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "List conversations with visitors, those with the newest message first",
  access: ["secret", "session"],
  permission: "conversations:read",
  query: conversationListQuery,
  response: conversationList,
  handler: ({ context, query }) => listConversations(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
