import "server-only";
import { env } from "@/lib/env";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { AccountEventData } from "@/lib/platform/events/contracts";
import { sendMail, type Mail } from "@/lib/platform/mail/send-mail";
import { hashToken, newToken } from "../members/token";
import { deleteRequest, findMailbox, findOpenRequest, giveToken, markSent } from "./repository";
import type { Purpose } from "./schema";

const WORDS: Record<Purpose, { subject: string; path: string; link: string; ignore: string }> = {
  reset_password: {
    subject: "Set a new password for Frontdesk",
    path: "reset-password",
    link: "Somebody, hopefully you, asked to set a new password. Open this link to choose one. It works once, until",
    ignore: "If it was not you, you need not do anything: your password stays as it is.",
  },
  verify_email: {
    subject: "Confirm your e-mail address for Frontdesk",
    path: "confirm-email",
    link: "Sign in and open this link to confirm that this mailbox is yours. It works once, until",
    ignore:
      "If you have no account at Frontdesk, somebody mistyped their address. You need not do anything.",
  },
};

function mailOf(email: string, purpose: Purpose, token: string, expiresAt: Date): Mail {
  const { subject, path, link, ignore } = WORDS[purpose];
  const until = expiresAt.toISOString().slice(0, 16).replace("T", " ");
  const address = `${env().APP_URL}/${path}/${token}`;
  return { to: email, subject, text: [`${link} ${until} UTC:`, address, ignore].join("\n\n") };
}

/**
 * Sends the mail that was asked for, if the address has an account; else forgets the address, as one that is refused. The
 * token is made here, so that it stands in no event. What is delivered again after its mail was sent changes nothing; a
 * repeat after a failed try makes another token, and the link in the last mail is the one that works.
 */
export async function deliverAccountMail(
  { accountTokenId: id }: AccountEventData<"access/account-mail.requested">,
  signal: AbortSignal,
  isLast = false,
): Promise<void> {
  const token = newToken();
  const mail = await withAuthLookup(async (tx) => {
    const request = await findOpenRequest(tx, id);
    if (!request) return undefined;
    const { email, purpose, expiresAt } = request;
    const user = await findMailbox(tx, email);
    if (!user || (purpose === "verify_email" && user.emailVerifiedAt)) {
      await deleteRequest(tx, id);
      return undefined;
    }
    if (!(await giveToken(tx, id, { userId: user.id, tokenHash: hashToken(token) })))
      return undefined;
    return mailOf(email, purpose, token, expiresAt);
  });
  signal.throwIfAborted();
  if (!mail) return;
  const delivery = await sendMail(mail, signal, isLast);
  await withAuthLookup((tx) => (delivery === "sent" ? markSent(tx, id) : deleteRequest(tx, id)));
}
