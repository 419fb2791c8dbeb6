import { countInbox } from "@/lib/domains/chat/inbox/list-service";
import { inboxCounts } from "@/lib/domains/chat/inbox/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "How many conversations there are, by filter",
  access: ["secret", "session"],
  permission: "conversations:read",
  response: inboxCounts,
  handler: ({ context }) => countInbox(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
