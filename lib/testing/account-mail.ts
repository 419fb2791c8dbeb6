import { deliverAccountMail } from "@/lib/domains/access/mailbox/delivery-service";
import { withEngine } from "@/lib/platform/db/transaction";
import type { Mail } from "@/lib/platform/mail/send-mail";

/** Does what the relay and the job would: returns how many mails were asked for. */
export async function deliverAccountMails(): Promise<number> {
  const events = await withEngine((tx) =>
    tx.accountOutboxEvent.findMany({ orderBy: { createdAt: "asc" } }),
  );
  await withEngine((tx) => tx.accountOutboxEvent.deleteMany());
  for (const { data } of events)
    await deliverAccountMail(
      data as Parameters<typeof deliverAccountMail>[0],
      new AbortController().signal,
    );
  return events.length;
}

/** The token of the link in a mail to a person. */
export const tokenIn = (mail: Mail | undefined) =>
  /\/(?:reset-password|confirm-email)\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
