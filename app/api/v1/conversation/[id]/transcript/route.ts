import {
  conversationParams,
  transcriptInput,
  VISITOR_HEADERS,
} from "@/lib/domains/chat/visitor/schema";
import { requestTranscript } from "@/lib/domains/chat/visitor/transcript-service";
import { conversationOf } from "@/lib/domains/chat/visitor/visitor-service";
import { clientAddress } from "@/lib/http/client-address";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "chat",
  summary: "Mails a visitor's conversation to the address that they typed",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "transcript",
  params: conversationParams,
  headers: VISITOR_HEADERS,
  body: transcriptInput,
  status: 202,
  handler: async ({ context, request, params, body }) => {
    const id = await conversationOf(context, request, params.id);
    await requestTranscript(context, id, body, clientAddress(request.headers));
  },
});

export const OPTIONS = preflight;

export const { GET, PUT, PATCH, DELETE } = otherMethods("POST");
