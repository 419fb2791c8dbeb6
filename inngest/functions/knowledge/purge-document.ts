import "server-only";
import { NonRetriableError } from "inngest";
import { purgeBatch, purgeFile } from "@/lib/domains/knowledge/ingestion/purge";
import { EVENTS } from "@/lib/platform/events/contracts";
import { inngestClient } from "@/lib/platform/events/client";
import { ofOrganization } from "../../middleware/of-organization";

const payload = EVENTS["knowledge/document.deleted"];

/** Removes the file and the rows of a deleted document, which search lost at its deletion. Retries six times. */
export const purgeDocument = () =>
  inngestClient().createFunction(
    {
      id: "knowledge-purge-document",
      triggers: [{ event: "knowledge/document.deleted" }],
      middleware: ofOrganization,
      retries: 6,
      concurrency: [{ key: "event.data.organizationId", limit: 2 }],
    },
    async ({ event, step }) => {
      const parsed = payload.safeParse(event.data);
      if (!parsed.success) throw new NonRetriableError("The event does not fit its contract");
      await step.run("file", () => purgeFile(parsed.data));
      let remaining = true;
      for (let batch = 0; remaining; batch += 1) {
        remaining = await step.run(`rows-${batch}`, () => purgeBatch(parsed.data));
      }
      return {};
    },
  );
