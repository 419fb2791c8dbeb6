import "server-only";
import { purgeBatch, purgeFile } from "@/lib/domains/knowledge/ingestion/purge";
import { defineJob } from "../../define-job";

/**
 * Removes the file and the rows of a deleted document, which search lost at its deletion. Retries six times with
 * exponential backoff and jitter. What is gone stays gone, however often it is delivered.
 */
export const purgeDocument = defineJob({
  id: "knowledge-purge-document",
  service: "kb",
  event: "knowledge/document.deleted",
  retries: 6,
  concurrency: { limit: 2, key: "tenantId" },
  stepDeadlineMs: 60_000,
  uniqueKey: "knowledge_document (tenant_id, organization_id, id)",
  atEnd: "The document stays out of search and lists; the sweep removes the rest an hour later.",
  handler: async (deleted, step) => {
    await step.run("file", () => purgeFile(deleted));
    let remaining = true;
    for (let batch = 0; remaining; batch += 1) {
      remaining = await step.run(`rows-${batch}`, () => purgeBatch(deleted));
    }
  },
});
