import "server-only";
import { NonRetriableError } from "inngest";
import { embedBatch } from "@/lib/domains/knowledge/ingestion/embed-service";
import { failEmbedding, finishIngestion } from "@/lib/domains/knowledge/ingestion/service";
import { EVENTS } from "@/lib/platform/events/contracts";
import { inngestClient } from "@/lib/platform/events/client";
import { ofOrganization } from "../../middleware/of-organization";

const payload = EVENTS["knowledge/documents.embed"];

/**
 * Embeds for some seconds what a job has indexed, then ends the job, or lines up again behind the other jobs of its
 * organization: a small one waits for a turn of a large one and not for its end. An engine lets the oldest run go first,
 * so a turn is a run and not a step. One at a time for each organization, so that a large load neither starves another
 * organization nor the questions of visitors. Retries six times with exponential backoff; meanwhile, and after that,
 * keyword search serves.
 */
export const embedDocuments = () =>
  inngestClient().createFunction(
    {
      id: "knowledge-embed-documents",
      triggers: [{ event: "knowledge/documents.embed" }],
      middleware: ofOrganization,
      retries: 6,
      concurrency: [{ key: "event.data.organizationId", limit: 1 }],
      onFailure: async ({ event }) => {
        await failEmbedding(payload.parse(event.data.event.data));
      },
    },
    async ({ event, step }) => {
      const parsed = payload.safeParse(event.data);
      if (!parsed.success) throw new NonRetriableError("The event does not fit its contract");
      const remaining = await step.run("embed", () => embedBatch(parsed.data));
      if (remaining > 0) {
        await step.sendEvent("again", { name: "knowledge/documents.embed", data: parsed.data });
      } else {
        await step.run("finish", () => finishIngestion(parsed.data));
      }
      return {};
    },
  );
