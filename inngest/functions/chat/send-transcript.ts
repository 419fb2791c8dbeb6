import "server-only";
import { deliverTranscript } from "@/lib/domains/chat/visitor/transcript-delivery-service";
import { defineJob } from "../../define-job";

/**
 * Mails a conversation to its visitor, one mail at a time for each tenant. Retries six times with exponential backoff and
 * jitter. Its address is forgotten with the mail, so that a second delivery sends none.
 */
export const sendTranscript = defineJob({
  id: "chat-send-transcript",
  service: "chat",
  event: "chat/transcript.requested",
  retries: 6,
  concurrency: { limit: 1, key: "tenantId" },
  stepDeadlineMs: 90_000,
  uniqueKey: "transcript (tenant_id, organization_id, id), whose address is gone by then",
  atEnd: "No mail comes; the visitor can ask for another one.",
  handler: async (data, step) => {
    await step.run("send", (signal, isLast) => deliverTranscript(data, signal, isLast));
  },
});
