import { widgetDetails } from "@/lib/domains/access/widget/schema";
import { readWidgetDetails } from "@/lib/domains/access/widget/settings-service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The widget's settings",
  access: ["session"],
  permission: "settings:manage",
  response: widgetDetails,
  handler: ({ context }) => readWidgetDetails(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
