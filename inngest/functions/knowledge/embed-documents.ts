import "server-only";
import { embedBatch } from "@/lib/domains/knowledge/ingestion/embed-service";
import { failEmbedding, finishIngestion } from "@/lib/domains/knowledge/ingestion/service";
import { defineJob } from "../../define-job";

/**
 * Embeds for some seconds what a job has indexed, then ends the job, or lines up again behind the other jobs of its
 * tenant: a small one waits for a turn of a large one and not for its end. An engine lets the oldest run go first, so a
 * turn is a run and not a step. One at a time for each tenant, so that a large load neither starves another tenant nor
 * the questions of visitors. Retries six times with exponential backoff and jitter; meanwhile, and after that, keyword
 * search serves. Delivered twice it finds the windows that have their vector.
 */
export const embedDocuments = defineJob({
  id: "knowledge-embed-documents",
  service: "kb",
  event: "knowledge/documents.embed",
  retries: 6,
  concurrency: { limit: 1, key: "tenantId" },
  // Some calls of a model of a minute at most each.
  stepDeadlineMs: 120_000,
  uniqueKey: "knowledge_vector (tenant_id, organization_id, chunk_id, ordinal)",
  atEnd: "Search by words serves the documents; the sweep starts the embedding again.",
  settle: (job) => (tx) => failEmbedding(job, tx),
  handler: async (job, step) => {
    const remaining = await step.run("embed", (signal) => embedBatch(job, signal));
    if (remaining > 0) await step.sendEvent("again", "knowledge/documents.embed", job);
    else await step.run("finish", () => finishIngestion(job));
  },
});
