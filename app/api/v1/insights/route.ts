import { insightsQuery, insightsView } from "@/lib/domains/insights/schema";
import { readInsights } from "@/lib/domains/insights/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "What the front desk did in the last days",
  access: ["session"],
  permission: "conversations:read",
  query: insightsQuery,
  response: insightsView,
  handler: ({ context, query }) => readInsights(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
