import "server-only";
import {
  endPersonMail,
  listRecipients,
  mailMember,
} from "@/lib/domains/chat/inbox/person-mail-service";
import { defineJob } from "../../define-job";
import { mailEach } from "../../mail-each";

/**
 * Mails the members who want it that a visitor waits for a person, one mail in a step of its own, one conversation at a time
 * for each tenant. Retries a step six times with exponential backoff and jitter. Its job ends with the last mail, so that a
 * second delivery sends none.
 */
export const mailMembers = defineJob({
  id: "chat-mail-members",
  service: "chat",
  event: "chat/person.needed",
  retries: 6,
  concurrency: { limit: 1, key: "tenantId" },
  stepDeadlineMs: 90_000,
  uniqueKey: "job (tenant_id, organization_id, id), which has ended by then",
  atEnd: "The conversation stays in the inbox, under those that need a person.",
  handler: async (data, step) => {
    const recipients = await step.run("recipients", () => listRecipients(data));
    const mails = await mailEach(step, recipients, (userId, signal, isLast) =>
      mailMember(data, userId, signal, isLast),
    );
    await step.run("end", () => endPersonMail(data, mails));
  },
});
