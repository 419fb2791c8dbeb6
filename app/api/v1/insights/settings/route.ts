import { summarySetting } from "@/lib/domains/insights/schema";
import { readSetting } from "@/lib/domains/insights/summary/setting-service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "Whether the signed-in member is mailed last week's figures each Monday",
  access: ["session"],
  permission: "conversations:read",
  response: summarySetting,
  handler: ({ context }) => readSetting(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
