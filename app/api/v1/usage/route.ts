import { usageView } from "@/lib/domains/usage/schema";
import { readUsage } from "@/lib/domains/usage/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "billing",
  summary: "What model calls have cost today and in the last 30 days",
  access: ["session"],
  permission: "usage:read",
  response: usageView,
  handler: ({ context }) => readUsage(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
