import { readSetting } from "@/lib/domains/chat/inbox/person-mail-service";
import { settingView } from "@/lib/domains/chat/inbox/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "chat",
  summary: "Whether the signed-in member is mailed when a visitor waits for a person",
  access: ["session"],
  permission: "conversations:read",
  response: settingView,
  handler: ({ context }) => readSetting(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
