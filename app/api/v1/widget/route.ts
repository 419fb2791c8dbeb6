import { publicWidget } from "@/lib/domains/access/schema";
import { readPublicWidget } from "@/lib/domains/access/widget/public-service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "What a widget shows before the first message",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "widget",
  response: publicWidget,
  handler: ({ context }) => readPublicWidget(context),
});

export const OPTIONS = preflight;

export const { POST, PUT, PATCH, DELETE } = otherMethods("GET");
