import { retryJob } from "@/lib/domains/ops/jobs-control-service";
import { jobParams, jobView } from "@/lib/domains/ops/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

// The service asks for the permission of the job's own area on top.
export const POST = defineRoute({
  service: "ops",
  summary: "Do a job again that failed or was cancelled; only what is left is done",
  access: ["secret", "session"],
  permission: "kb:write",
  limitName: "jobs",
  params: jobParams,
  response: jobView,
  handler: ({ context, params }) => retryJob(context, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
