import "server-only";
import { readPublicWidget } from "@/lib/domains/access/widget/public-service";
import { finishJob } from "@/lib/domains/ops/jobs-service";
import { whyUndelivered } from "@/lib/domains/ops/refused-mail-service";
import type { EventData } from "@/lib/platform/events/contracts";
import { withTenant } from "@/lib/platform/db/transaction";
import { sendMail } from "@/lib/platform/mail/send-mail";
import { messagesBefore } from "./repository";
import { transcriptMail } from "./transcript-mail";
import { findTranscript, forgetAddress } from "./transcript-repository";
import { toVisitorMessage } from "./views";

/** A conversation that is longer is mailed from its newest messages. */
const MOST_MESSAGES = 500;

/**
 * Mails a conversation to the address that its visitor typed, and forgets the address; one that is refused is kept for as
 * long as the request, so that the failed job can be done again. What is delivered again after that sends nothing; nor
 * does one whose conversation was deleted meanwhile.
 */
export async function deliverTranscript(
  data: EventData<"chat/transcript.requested">,
  signal: AbortSignal,
  isLast = false,
): Promise<void> {
  const { organizationName } = await readPublicWidget(data);
  const mail = await withTenant(data, async (tx) => {
    const found = await findTranscript(tx, data.transcriptId);
    if (!found) return undefined;
    const limits = { before: undefined, limit: MOST_MESSAGES };
    const messages = await messagesBefore(tx, found.conversationId, limits);
    const to = { ...found, organization: organizationName };
    return transcriptMail(to, messages.map(toVisitorMessage));
  });
  signal.throwIfAborted();
  const delivery = mail && (await sendMail(mail, signal, isLast));
  const failure = whyUndelivered(delivery);
  await withTenant(data, async (tx) => {
    if (!failure) await forgetAddress(tx, data.transcriptId);
    await finishJob(tx, data, failure);
  });
}
