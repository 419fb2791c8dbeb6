import { gapList, gapListQuery } from "@/lib/domains/quality/gaps/schema";
import { readGaps } from "@/lib/domains/quality/gaps/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "Questions that were not answered well, by what they mean; the most asked first",
  access: ["session"],
  permission: "conversations:read",
  query: gapListQuery,
  response: gapList,
  handler: ({ context, query }) => readGaps(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
