import "server-only";
import {
  endSummary,
  listRecipients,
  mailSummaryTo,
} from "@/lib/domains/insights/summary/delivery-service";
import { defineJob } from "../../define-job";
import { mailEach } from "../../mail-each";

/**
 * Mails last week's figures to the members of an organization, one mail in a step of its own, one at a time for each tenant.
 * Retries a step six times with exponential backoff and jitter. Who got their mail, or may have, gets no second one.
 */
export const mailSummary = defineJob({
  id: "insights-mail-summary",
  service: "chat",
  event: "insights/week.ended",
  retries: 6,
  concurrency: { limit: 1, key: "tenantId" },
  stepDeadlineMs: 90_000,
  uniqueKey: "weekly_summary_mail (tenant_id, organization_id, summary_id, user_id)",
  atEnd: "Who has no mail yet gets none of that week; the figures are in Insights.",
  handler: async (data, step) => {
    const recipients = await step.run("recipients", () => listRecipients(data));
    const mails = await mailEach(step, recipients, (userId, signal, isLast) =>
      mailSummaryTo(data, userId, signal, isLast),
    );
    await step.run("end", () => endSummary(data, mails));
  },
});
