import "server-only";
import { finishSorting, sortBatch } from "@/lib/domains/quality/gaps/cluster-service";
import { defineJob } from "../../define-job";

/**
 * Sorts visitors' questions that were not answered well into gaps, some in a step. Retries four times with exponential
 * backoff and jitter. Delivered twice, or twice at once, it finds each question sorted.
 */
export const sortQuestions = defineJob({
  id: "quality-sort-questions",
  service: "kb",
  event: "quality/questions.sort",
  retries: 4,
  concurrency: { limit: 1, key: "tenantId" },
  stepDeadlineMs: 120_000,
  uniqueKey: "gap_question (tenant_id, organization_id, message_id)",
  atEnd: "The questions wait for the next sweep.",
  handler: async (job, step) => {
    let left = 1;
    for (let batch = 0; left > 0; batch += 1) {
      left = await step.run(`sort-${batch}`, (signal) => sortBatch(job, signal));
    }
    await step.run("finish", () => finishSorting(job));
  },
});
