import { z } from "zod";
import { moment } from "@/lib/core/moment";
import { several } from "@/lib/core/several";
import { KIND_NAMES } from "./job-kinds-terms";
import { JOB_STATUSES } from "./terms";

export const jobParams = z.strictObject({ id: z.uuid() });

export const jobView = z.object({
  id: z.uuid(),
  kind: z.string(),
  status: z.enum(JOB_STATUSES),
  progress: z.object({ done: z.int(), total: z.int() }),
  attempts: z.int(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      stage: z.string().optional().describe("The step that it failed in."),
    })
    .optional()
    .describe(
      "Why it failed; while it is retrying, why the last attempt did; of one that succeeded, what it could not do.",
    ),
  traceId: z.string(),
});
export type JobView = z.infer<typeof jobView>;

export const jobListQuery = z.strictObject({
  status: several([...JOB_STATUSES])
    .optional()
    .describe("One status or several with commas between."),
  kind: several(KIND_NAMES).optional().describe("One kind or several with commas between."),
  since: moment.optional().describe("Made at this moment or later."),
  until: moment.optional().describe("Made before this moment."),
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type JobListQuery = z.infer<typeof jobListQuery>;

export const jobList = z.object({ jobs: z.array(jobView), nextCursor: z.uuid().nullable() });
export type JobList = z.infer<typeof jobList>;
