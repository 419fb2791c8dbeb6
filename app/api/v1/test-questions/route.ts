import { testListQuery, testQuestionList } from "@/lib/domains/quality/tests/schema";
import { readTestQuestions } from "@/lib/domains/quality/tests/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "Test questions, newest first, each with its last result",
  access: ["session"],
  permission: "kb:read",
  query: testListQuery,
  response: testQuestionList,
  handler: ({ context, query }) => readTestQuestions(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
