import { watchConversation } from "@/lib/domains/chat/visitor/live-service";
import { conversationParams, VISITOR_HEADERS } from "@/lib/domains/chat/visitor/schema";
import { conversationOf } from "@/lib/domains/chat/visitor/visitor-service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";
import { EventStream } from "@/lib/http/sse";

export const GET = defineRoute({
  service: "chat",
  summary: "What happens in a visitor's conversation, as events; goes on after Last-Event-ID",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "events",
  params: conversationParams,
  headers: { ...VISITOR_HEADERS, "Last-Event-ID": "Goes on after this event." },
  streams: true,
  handler: async ({ context, request, params }) => {
    const open = () => conversationOf(context, request, params.id);
    await open();
    const after = request.headers.get("last-event-id");
    return new EventStream((signal) => watchConversation(context, open, after, signal));
  },
});

export const OPTIONS = preflight;

export const { POST, PUT, PATCH, DELETE } = otherMethods("GET");
