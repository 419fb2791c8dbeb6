import "server-only";
import { quoted } from "@/lib/core/quoted";
import { listMailable } from "@/lib/domains/access/members/mailable-service";
import { roleToBeHeld } from "@/lib/domains/access/members/member-service";
import { finishJob } from "@/lib/domains/ops/jobs-service";
import { env } from "@/lib/env";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { EventData } from "@/lib/platform/events/contracts";
import { sendMail } from "@/lib/platform/mail/send-mail";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantContext } from "@/lib/tenancy/context";
import type { RoleName } from "@/lib/tenancy/permissions";
import { mayAnswer } from "./answering-terms";
import { findWaiting, listSettings, putSetting } from "./waiting-repository";

type Data = EventData<"chat/person.needed">;

/** Who says nothing is mailed when the business is theirs to run. */
const byRole = (role: RoleName) => role === "owner" || role === "admin";

/** Tells whether a member wants the mail, by their choice or else by their role. */
async function readWishes(tx: TenantTransaction) {
  const settings = await listSettings(tx);
  const chosen = new Map(settings.map(({ userId, mailsHandoffs }) => [userId, mailsHandoffs]));
  return (userId: string, role: RoleName) =>
    mayAnswer(role) && (chosen.get(userId) ?? byRole(role));
}

async function whoIsMailed(scope: Scope) {
  const wants = await withTenant(scope, readWishes);
  const members = await listMailable(scope);
  return members.filter(({ userId, role }) => wants(userId, role));
}

/** The ids of the members who are mailed that a visitor waits; nobody once the visitor waits no more. */
export async function listRecipients(data: Data): Promise<string[]> {
  const waiting = await withTenant(data, (tx) => findWaiting(tx, data.conversationId));
  return waiting ? (await whoIsMailed(data)).map(({ userId }) => userId) : [];
}

/** Mails one member that a visitor waits, if both is still so. */
export async function mailMember(data: Data, userId: string, signal: AbortSignal): Promise<void> {
  const waiting = await withTenant(data, (tx) => findWaiting(tx, data.conversationId));
  const member = (await whoIsMailed(data)).find((one) => one.userId === userId);
  if (!waiting || !member) return;
  const { slug } = waiting.organization;
  const inbox = `${env().APP_URL}/${slug}/inbox`;
  const text = [
    "A visitor of your site waits for a person, and nobody has the inbox open.",
    `Their last message: ${quoted(waiting.preview)}`,
    `Answer: ${inbox}/${data.conversationId}`,
    `You can turn these mails off in the inbox: ${inbox}`,
  ].join("\n\n");
  signal.throwIfAborted();
  await sendMail({ to: member.email, subject: "A visitor waits for a person", text }, signal);
}

/** Ends the job: who delivers its event again finds it so. */
export async function endPersonMail(data: Data): Promise<void> {
  await withTenant(data, (tx) => finishJob(tx, data));
}

/** Whether the member who asks wants to be mailed when a visitor waits and nobody has the inbox open. */
export async function readSetting(context: TenantContext): Promise<{ mailsHandoffs: boolean }> {
  const { id } = context.actor;
  return withTenant(context, async (tx) => {
    const role = await roleToBeHeld(tx, id);
    return { mailsHandoffs: role !== undefined && (await readWishes(tx))(id, role) };
  });
}

export async function changeSetting(
  context: TenantContext,
  { mailsHandoffs }: { mailsHandoffs: boolean },
): Promise<{ mailsHandoffs: boolean }> {
  await withTenant(context, (tx) => putSetting(tx, context, mailsHandoffs));
  return { mailsHandoffs };
}
