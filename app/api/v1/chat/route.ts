import { parsePosition, toServerEvents } from "@/lib/domains/chat/events";
import { openExchange } from "@/lib/domains/chat/open-exchange";
import { chatAnswer, chatInput } from "@/lib/domains/chat/schema";
import { answerExchange } from "@/lib/domains/chat/service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { EventStream } from "@/lib/http/sse";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "chat",
  summary: "Ask a question: JSON, or a stream of events with Accept: text/event-stream",
  access: ["publishable", "secret", "session"],
  permission: "chat:ask",
  limitName: "chat",
  body: chatInput,
  response: chatAnswer,
  streams: true,
  handler: async ({ context, caller, body, request, signal }) => {
    const exchange = await openExchange(context, caller, body);
    const after = parsePosition(request.headers.get("last-event-id"));
    const live =
      body.stream ?? request.headers.get("accept")?.includes("text/event-stream") ?? false;
    if (live) {
      return new EventStream(async function* (reader) {
        const events = answerExchange(context, exchange, { live, after, signal: reader });
        for await (const event of events) yield* toServerEvents(event);
      });
    }
    for await (const event of answerExchange(context, exchange, { live, after, signal })) {
      if (event.type === "done") return event.answer;
    }
    throw new Error("An answer ended without its last event");
  },
});

export const OPTIONS = preflight;

export const { GET, PUT, PATCH, DELETE } = otherMethods("POST");
