import "server-only";
import { deliverAccountMail } from "@/lib/domains/access/mailbox/delivery-service";
import { defineJob } from "../../define-job";

/**
 * Mails a link that a person asked for, three at a time whoever they are for, so that a mail server which is silent keeps no
 * tenant's jobs waiting. Retries six times with exponential backoff and jitter. Delivered twice, one mail is sent.
 */
export const sendAccountMail = defineJob({
  id: "access-send-account-mail",
  service: "web",
  event: "access/account-mail.requested",
  retries: 6,
  concurrency: { limit: 3 },
  stepDeadlineMs: 90_000,
  uniqueKey: "account_token (id)",
  atEnd: "No mail comes; the person asks for another link.",
  handler: async (data, step) => {
    await step.run("send", (signal, isLast) => deliverAccountMail(data, signal, isLast));
  },
});
