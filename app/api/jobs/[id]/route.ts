import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { jobParams, jobView } from "@/lib/domains/ops/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

// Whoever may read jobs of any area may read the knowledge; the service looks at the area of the job that is asked for.
export const GET = defineRoute({
  service: "ops",
  summary: "State and progress of a background job",
  access: ["secret", "session"],
  permission: "kb:read",
  limitName: "jobs",
  params: jobParams,
  response: jobView,
  handler: ({ context, params }) => readJob(context, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
