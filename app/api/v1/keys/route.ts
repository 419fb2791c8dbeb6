import { keyListQuery, keyPage } from "@/lib/domains/access/keys/schema";
import { readKeys } from "@/lib/domains/access/keys/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The API keys of the organization, newest first, without the keys themselves",
  access: ["session"],
  permission: "keys:manage",
  query: keyListQuery,
  response: keyPage,
  handler: ({ context, query }) => readKeys(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
