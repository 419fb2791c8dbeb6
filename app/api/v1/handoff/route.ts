import { handOff } from "@/lib/domains/chat/visitor/handoff-service";
import { handoffAnswer, handoffInput } from "@/lib/domains/chat/visitor/schema";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

export const POST = defineRoute({
  service: "chat",
  summary: "A visitor asks for a person, and leaves name, e-mail and message",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "handoff",
  body: handoffInput,
  response: handoffAnswer,
  handler: ({ context, body }) => handOff(context, body),
});

export const OPTIONS = preflight;

export const { GET, PUT, PATCH, DELETE } = otherMethods("POST");
