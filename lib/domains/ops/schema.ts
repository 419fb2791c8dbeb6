import { z } from "zod";

export const jobView = z.object({
  id: z.uuid(),
  kind: z.string(),
  status: z.enum(["queued", "running", "retrying", "succeeded", "failed", "cancelled"]),
  progress: z.object({ done: z.int(), total: z.int() }),
  attempts: z.int(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  traceId: z.string(),
});

export type JobView = z.infer<typeof jobView>;
