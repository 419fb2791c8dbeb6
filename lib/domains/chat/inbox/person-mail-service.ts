import "server-only";
import { quoted } from "@/lib/core/quoted";
import { everyMailable, ifMailable } from "@/lib/domains/access/members/mailable-service";
import { roleOf } from "@/lib/domains/access/members/member-service";
import { finishMails, type MailCount } from "@/lib/domains/ops/refused-mail-service";
import { env } from "@/lib/env";
import { withTenant } from "@/lib/platform/db/transaction";
import type { EventData } from "@/lib/platform/events/contracts";
import { sendMail } from "@/lib/platform/mail/send-mail";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantContext } from "@/lib/tenancy/context";
import type { RoleName } from "@/lib/tenancy/permissions";
import { ANSWERING, mayAnswer } from "./answering-terms";
import { findSetting, findWaiting, listSettings, putSetting } from "./waiting-repository";

type Data = EventData<"chat/person.needed">;

/** Who says nothing is mailed when the business is theirs to run. */
const byRole = (role: RoleName) => role === "owner" || role === "admin";

/** The member with this id, if they may be mailed and want to be. */
async function ifMailed(scope: Scope, userId: string) {
  const member = await ifMailable(scope, userId);
  if (!member || !mayAnswer(member.role)) return undefined;
  const chosen = await withTenant(scope, (tx) => findSetting(tx, userId));
  return (chosen ?? byRole(member.role)) ? member : undefined;
}

/** The ids of the members who are mailed that a visitor waits; nobody once the visitor waits no more. */
export async function listRecipients(data: Data): Promise<string[]> {
  const waiting = await withTenant(data, (tx) => findWaiting(tx, data.conversationId));
  if (!waiting) return [];
  const settings = await withTenant(data, listSettings);
  const chosen = new Map(settings.map(({ userId, mailsHandoffs }) => [userId, mailsHandoffs]));
  const able = await everyMailable(data, ANSWERING);
  return able.flatMap(({ userId, role }) => ((chosen.get(userId) ?? byRole(role)) ? userId : []));
}

/** Mails one member that a visitor waits, if both is still so. Returns whether their address was refused. */
export async function mailMember(
  data: Data,
  userId: string,
  signal: AbortSignal,
  isLast = false,
): Promise<boolean> {
  const waiting = await withTenant(data, (tx) => findWaiting(tx, data.conversationId));
  const member = await ifMailed(data, userId);
  if (!waiting || !member) return false;
  const { slug } = waiting.organization;
  const inbox = `${env().APP_URL}/${slug}/inbox`;
  const text = [
    "A visitor of your site waits for a person, and nobody has the inbox open.",
    `Their last message: ${quoted(waiting.preview)}`,
    `Answer: ${inbox}/${data.conversationId}`,
    `You can turn these mails off in the inbox: ${inbox}`,
  ].join("\n\n");
  signal.throwIfAborted();
  const mail = { to: member.email, subject: "A visitor waits for a person", text };
  return (await sendMail(mail, signal, isLast)) !== "sent";
}

/** Ends the job: who delivers its event again finds it so. It tells of the addresses that were refused. */
export async function endPersonMail(data: Data, mails: MailCount): Promise<void> {
  await withTenant(data, (tx) => finishMails(tx, data, mails));
}

/** Whether the member who asks wants to be mailed when a visitor waits and nobody has the inbox open. */
export async function readSetting(context: TenantContext): Promise<{ mailsHandoffs: boolean }> {
  const { id } = context.actor;
  return withTenant(context, async (tx) => {
    const role = await roleOf(tx, id);
    if (role === undefined || !mayAnswer(role)) return { mailsHandoffs: false };
    return { mailsHandoffs: (await findSetting(tx, id)) ?? byRole(role) };
  });
}

export async function changeSetting(
  context: TenantContext,
  { mailsHandoffs }: { mailsHandoffs: boolean },
): Promise<{ mailsHandoffs: boolean }> {
  await withTenant(context, (tx) => putSetting(tx, context, mailsHandoffs));
  return { mailsHandoffs };
}
