import { stopJob } from "@/lib/domains/ops/jobs-control-service";
import { jobParams, jobView } from "@/lib/domains/ops/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

// The service asks for the permission of the job's own area on top.
export const POST = defineRoute({
  service: "ops",
  summary: "Cancel a job that has not ended; what it has done stays",
  access: ["secret", "session"],
  permission: "kb:write",
  limitName: "jobs",
  params: jobParams,
  response: jobView,
  handler: ({ context, params }) => stopJob(context, params.id),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
