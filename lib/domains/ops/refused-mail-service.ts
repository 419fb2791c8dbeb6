import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { Delivery } from "@/lib/platform/mail/send-mail";
import { endRound } from "./jobs-repository";
import { finishJob, setJobRemaining, type JobRound } from "./jobs-service";

const CODE = "address_refused";

const WHY: Record<Delivery, string | undefined> = {
  sent: undefined,
  refused: "The mail server refuses this address: it does not exist or takes no mail.",
  unreached: "This address could not be reached, however often it was tried.",
};

/** Why a job failed whose one mail was not taken; undefined if it was, or there was none to send. */
export function whyUndelivered(delivery: Delivery = "sent") {
  const message = WHY[delivery];
  return message === undefined ? undefined : { code: CODE, message };
}

/** What became of the mails of a job that has several. */
export interface MailCount {
  recipients: number;
  refused: number;
}

/**
 * Ends the round of a job that has mailed everybody who can be mailed. It has succeeded, so that nobody is mailed twice by
 * doing it again, and tells how many addresses were refused.
 */
export async function finishMails(
  tx: TenantTransaction,
  round: JobRound,
  { recipients, refused }: MailCount,
): Promise<void> {
  if (refused === 0) return finishJob(tx, round);
  const message = `The mail server refuses ${refused} of ${recipients} addresses: they do not exist, take no mail or could not be reached.`;
  await setJobRemaining(tx, round, 0);
  await endRound(tx, round, "succeeded", { code: CODE, message });
}
