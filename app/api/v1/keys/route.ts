import { keyList } from "@/lib/domains/access/keys/schema";
import { listKeys } from "@/lib/domains/access/keys/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The API keys of the organization, without the keys themselves",
  access: ["session"],
  permission: "keys:manage",
  response: keyList,
  handler: async ({ context }) => ({ keys: await listKeys(context) }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
