import { watchInbox } from "@/lib/domains/chat/inbox/live-service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";
import { EventStream } from "@/lib/http/sse";

export const GET = defineRoute({
  service: "chat",
  summary: "What happens in the inbox, as events: which conversations changed, who looks at them",
  access: ["session"],
  permission: "conversations:read",
  limitName: "inbox-events",
  streams: true,
  handler: async ({ context }) => new EventStream((signal) => watchInbox(context, signal)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
