import "server-only";
import { NonRetriableError } from "inngest";
import {
  failBatch,
  failIngestion,
  finishWithoutEmbedding,
  indexBatch,
  planIngestion,
} from "@/lib/domains/knowledge/ingestion/service";
import { EVENTS } from "@/lib/platform/events/contracts";
import { inngestClient } from "@/lib/platform/events/client";
import { ofOrganization } from "../../middleware/of-organization";

const payload = EVENTS["knowledge/documents.ingest"];

/**
 * Reads, cuts and indexes the documents of a job so that keyword search finds them, then hands on to the embedding, or
 * ends the job when there is nothing to embed.
 * Retries each batch four times with exponential backoff; a document whose file is at fault fails alone and at once.
 */
export const ingestDocuments = () =>
  inngestClient().createFunction(
    {
      id: "knowledge-ingest-documents",
      triggers: [{ event: "knowledge/documents.ingest" }],
      middleware: ofOrganization,
      retries: 4,
      concurrency: [{ key: "event.data.organizationId", limit: 2 }],
      onFailure: async ({ event }) => {
        await failIngestion(payload.parse(event.data.event.data));
      },
    },
    async ({ event, step }) => {
      const parsed = payload.safeParse(event.data);
      if (!parsed.success) throw new NonRetriableError("The event does not fit its contract");
      const { tenantId, organizationId, traceId, jobId } = parsed.data;
      const batches = await step.run("plan", () => planIngestion(parsed.data));
      for (const [index, documentIds] of batches.entries()) {
        // Documents that cannot be had to the end of their retries do not take the others with them.
        await step
          .run(`index-${index}`, () => indexBatch(parsed.data, documentIds))
          .catch(() => step.run(`give-up-${index}`, () => failBatch(parsed.data, documentIds)));
      }
      const finished = await step.run("finish", () => finishWithoutEmbedding(parsed.data));
      if (finished) return { batches: batches.length };
      await step.sendEvent("embed", {
        name: "knowledge/documents.embed",
        data: { tenantId, organizationId, traceId, jobId },
      });
      return { batches: batches.length };
    },
  );
