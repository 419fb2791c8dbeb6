import { readJobs } from "@/lib/domains/ops/jobs-control-service";
import { jobList, jobListQuery } from "@/lib/domains/ops/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

// The list has the jobs of the areas that the caller may read.
export const GET = defineRoute({
  service: "ops",
  summary: "Background jobs, newest first",
  access: ["secret", "session"],
  permission: "kb:read",
  limitName: "jobs",
  query: jobListQuery,
  response: jobList,
  handler: ({ context, query }) => readJobs(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
