import "server-only";
import { deliverInvitation } from "@/lib/domains/access/members/delivery-service";
import { defineJob } from "../../define-job";

/**
 * Mails an invitation, one mail at a time for each tenant, so that the last link sent is the one that works and a thousand
 * invitations take one place. Retries six times with exponential backoff and jitter. Its job ends with the mail, so that a
 * second delivery sends none.
 */
export const sendInvitation = defineJob({
  id: "access-send-invitation",
  service: "web",
  event: "access/invitation.created",
  retries: 6,
  concurrency: { limit: 1, key: "tenantId" },
  stepDeadlineMs: 90_000,
  uniqueKey: "job (tenant_id, organization_id, id), which has ended by then",
  atEnd:
    "The invitation stays open without a mail: an owner or admin sends it again, or has the job retried.",
  handler: async (data, step) => {
    await step.run("send", (signal, isLast) => deliverInvitation(data, signal, isLast));
  },
});
