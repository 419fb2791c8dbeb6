import { testQuestionId, testRunDetail } from "@/lib/domains/quality/tests/schema";
import { readTestRun } from "@/lib/domains/quality/tests/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "A run of the test questions with what each came to",
  access: ["session"],
  permission: "kb:read",
  params: testQuestionId,
  response: testRunDetail,
  handler: ({ context, params }) => readTestRun(context, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
