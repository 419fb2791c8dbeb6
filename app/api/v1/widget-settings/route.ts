import { widgetSettings } from "@/lib/domains/access/schema";
import { readWidgetSettings } from "@/lib/domains/access/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The widget's settings",
  access: ["session"],
  permission: "settings:manage",
  response: widgetSettings,
  handler: ({ context }) => readWidgetSettings(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
