import "server-only";
import { checkTurn, finishCheck } from "@/lib/domains/knowledge/check/check-service";
import { defineJob } from "../../define-job";

/**
 * Compares what is new in an organization's knowledge with the rest, for some seconds at a time, and lines up again behind
 * the other jobs of its tenant while something is left. One at a time for each tenant. Retries four times with exponential
 * backoff and jitter. Delivered twice it finds nothing left to compare; a pair is flagged once.
 */
export const checkDocuments = defineJob({
  id: "knowledge-check-documents",
  service: "kb",
  event: "knowledge/documents.check",
  retries: 4,
  concurrency: { limit: 1, key: "tenantId" },
  stepDeadlineMs: 120_000,
  uniqueKey: "knowledge_flag (tenant_id, organization_id, fingerprint)",
  atEnd: "What was found stays; the sweep starts the rest again.",
  handler: async (job, step) => {
    const isLeft = await step.run("compare", (signal) => checkTurn(job, signal));
    if (isLeft) await step.sendEvent("again", "knowledge/documents.check", job);
    else await step.run("finish", () => finishCheck(job));
  },
});
