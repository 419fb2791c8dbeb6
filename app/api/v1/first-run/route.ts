import { firstRunView } from "@/lib/domains/start/schema";
import { readFirstRun } from "@/lib/domains/start/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "Tell how far the organization is on its way to a live widget",
  access: ["session"],
  permission: "kb:read",
  response: firstRunView,
  handler: ({ context }) => readFirstRun(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
