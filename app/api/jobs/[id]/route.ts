import { z } from "zod";
import { readJob } from "@/lib/domains/ops/jobs-service";
import { jobView } from "@/lib/domains/ops/schema";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "ops",
  summary: "State and progress of a background job",
  access: ["secret", "session"],
  permission: "kb:read",
  limitName: "jobs",
  params: z.strictObject({ id: z.uuid() }),
  response: jobView,
  handler: ({ context, params }) => readJob(context, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
