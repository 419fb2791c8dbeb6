import "server-only";
import { finishJob } from "@/lib/domains/ops/jobs-service";
import { whyUndelivered } from "@/lib/domains/ops/refused-mail-service";
import { env } from "@/lib/env";
import { withTenant } from "@/lib/platform/db/transaction";
import { sendMail, type Mail } from "@/lib/platform/mail/send-mail";
import type { EventData } from "@/lib/platform/events/contracts";
import { findOrganization } from "../repository";
import { shownName } from "../schema";
import { findOpenInvitation, replaceToken } from "./invitation-repository";
import { hashToken, newToken } from "./token";

/**
 * An organization's name is anybody's own words: on one line, and short enough to be no message of its own. One that
 * nobody could give any more, as it has a link in it, is left out.
 */
function inWords(organization: string): string {
  const line = organization.replace(/[\s\p{C}]+/gu, " ").trim();
  const { data: name } = shownName("Unnamed").safeParse([...line].slice(0, 60).join(""));
  return name === undefined ? "an organization" : `“${name}”`;
}

function mailOf(
  { email, role, expiresAt }: { email: string; role: string; expiresAt: Date },
  organization: string,
  token: string,
): Mail {
  const name = inWords(organization);
  const until = expiresAt.toISOString().slice(0, 16).replace("T", " ");
  return {
    to: email,
    subject: `You are invited to ${name} on Frontdesk`,
    text: [
      `You are invited to join ${name} on Frontdesk as ${role}.`,
      `Open this link to accept. It works once, for ${email} alone, until ${until} UTC:`,
      `${env().APP_URL}/invitation/${token}`,
      "If you did not expect this, you need not do anything.",
    ].join("\n\n"),
  };
}

/**
 * Sends an invitation by mail. The token is made here, so that it stands in no event and in no record of a job; each
 * repeat makes another one, and the link in the last mail is the one that works. Sends nothing for one that has ended.
 * Then the job has ended, failed if the address was refused: who delivers its event again finds it so.
 */
export async function deliverInvitation(
  data: EventData<"access/invitation.created">,
  signal: AbortSignal,
  isLast = false,
): Promise<void> {
  const token = newToken();
  const mail = await withTenant(data, async (tx) => {
    const found = await findOpenInvitation(tx, { id: data.invitationId });
    const organization = await findOrganization(tx);
    if (!found || !organization || found.expiresAt <= new Date()) return undefined;
    if (!(await replaceToken(tx, found.id, { tokenHash: hashToken(token) }))) return undefined;
    return mailOf(found, organization.name, token);
  });
  signal.throwIfAborted();
  const delivery = mail && (await sendMail(mail, signal, isLast));
  await withTenant(data, (tx) => finishJob(tx, data, whyUndelivered(delivery)));
}
