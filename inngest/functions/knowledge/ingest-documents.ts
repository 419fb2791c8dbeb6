import "server-only";
import {
  failBatch,
  failIngestion,
  finishWithoutEmbedding,
  indexBatch,
  planIngestion,
} from "@/lib/domains/knowledge/ingestion/service";
import { defineJob } from "../../define-job";

/**
 * Reads, cuts and indexes the documents of a job so that keyword search finds them, then hands on to the embedding, or
 * ends the job when there is nothing to embed. A document whose file is at fault fails alone and at once.
 * Retries each batch four times with exponential backoff and jitter. A second delivery finds nothing queued; two at once
 * take revisions from each other, of which the unique key lets each chunk stand once.
 */
export const ingestDocuments = defineJob({
  id: "knowledge-ingest-documents",
  service: "kb",
  event: "knowledge/documents.ingest",
  retries: 4,
  concurrency: { limit: 2, key: "tenantId" },
  // A batch of texts, or one file, which has four minutes to be read.
  stepDeadlineMs: 300_000,
  uniqueKey: "knowledge_chunk (tenant_id, organization_id, document_id, revision, ordinal)",
  atEnd:
    "The documents that are not indexed are marked failed; what search served before goes on serving.",
  settle: (job) => (tx) => failIngestion(job, tx),
  handler: async (job, step) => {
    const batches = await step.run("plan", () => planIngestion(job));
    for (const [index, documentIds] of batches.entries()) {
      // Documents that cannot be had to the end of their retries do not take the others with them.
      await step.runOrElse(`index-${index}`, (signal) => indexBatch(job, documentIds, signal), {
        id: `give-up-${index}`,
        body: () => failBatch(job, documentIds),
      });
    }
    const finished = await step.run("finish", () => finishWithoutEmbedding(job));
    if (!finished) await step.sendEvent("embed", "knowledge/documents.embed", job);
  },
});
