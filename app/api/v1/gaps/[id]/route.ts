import { gapDetail, gapId } from "@/lib/domains/quality/gaps/schema";
import { readGap } from "@/lib/domains/quality/gaps/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "A gap with the questions that it is made of",
  access: ["session"],
  permission: "conversations:read",
  params: gapId,
  response: gapDetail,
  handler: ({ context, params }) => readGap(context, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
