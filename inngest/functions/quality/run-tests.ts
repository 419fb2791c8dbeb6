import "server-only";
import { askBatch, finishRun, giveUpRun } from "@/lib/domains/quality/tests/run-service";
import { defineJob } from "../../define-job";

/**
 * Asks an organization's test questions, some in a step, and says what passed before and fails since. Retries twice with
 * exponential backoff and jitter. Delivered twice it finds the results that are kept.
 */
export const runTests = defineJob({
  id: "quality-run-tests",
  service: "kb",
  event: "quality/tests.run",
  retries: 2,
  concurrency: { limit: 1, key: "tenantId" },
  stepDeadlineMs: 120_000,
  uniqueKey: "test_result (tenant_id, organization_id, run_id, question_id)",
  atEnd: "The run is marked failed; the one before it stays the one that is shown.",
  settle: (job) => (tx) => giveUpRun(job, tx),
  handler: async (job, step) => {
    let left = 1;
    for (let batch = 0; left > 0; batch += 1) {
      left = await step.run(`ask-${batch}`, (signal) => askBatch(job, signal));
    }
    await step.run("finish", () => finishRun(job));
  },
});
