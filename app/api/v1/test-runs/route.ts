import { testRunList } from "@/lib/domains/quality/tests/schema";
import { readTestRuns } from "@/lib/domains/quality/tests/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "kb",
  summary: "Runs of the test questions, newest first",
  access: ["session"],
  permission: "kb:read",
  response: testRunList,
  handler: ({ context }) => readTestRuns(context),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
