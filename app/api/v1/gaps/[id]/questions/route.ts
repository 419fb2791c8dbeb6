import { gapId, gapQuestionList, gapQuestionsQuery } from "@/lib/domains/quality/gaps/schema";
import { readGapQuestions } from "@/lib/domains/quality/gaps/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "List a gap's questions, newest first",
  access: ["session"],
  permission: "conversations:read",
  params: gapId,
  query: gapQuestionsQuery,
  response: gapQuestionList,
  handler: ({ context, params, query }) => readGapQuestions(context, params.id, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
