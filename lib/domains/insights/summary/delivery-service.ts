import "server-only";
import { AppError } from "@/lib/core/errors";
import { everyMailable, ifMailable } from "@/lib/domains/access/members/mailable-service";
import { finishMails, type MailCount } from "@/lib/domains/ops/refused-mail-service";
import { topGaps } from "@/lib/domains/quality/gaps/top-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { EventData } from "@/lib/platform/events/contracts";
import { sendMail, type Mail } from "@/lib/platform/mail/send-mail";
import { permissionsOfRole, ROLES, type RoleName } from "@/lib/tenancy/permissions";
import { countAsked } from "../repository";
import { measure } from "../service";
import { summaryMail, type Summary } from "./mail";
import {
  claimMail,
  findBusiness,
  findWeek,
  isSwitchedOff,
  listSwitchedOff,
  releaseMail,
} from "./repository";
import { isLastWeek, spansOf } from "./week";

type Data = EventData<"insights/week.ended">;

const GAPS = 3;

const seesFigures = (role: RoleName) => permissionsOfRole(role).has("conversations:read");

/** What is told of the week; undefined when it is no news any more, or nothing is left of it. */
async function readSummary(data: Data, seesCost: boolean): Promise<Summary | undefined> {
  return withTenant(data, async (tx) => {
    const found = await findWeek(tx, data.summaryId);
    const business = await findBusiness(tx);
    if (!found || !business || !isLastWeek(found.week, found.timeZone, new Date()))
      return undefined;
    const { last, before } = spansOf(found.week, found.timeZone);
    if ((await countAsked(tx, last)) === 0) return undefined;
    return {
      ...{ organization: business.name, slug: business.slug, ...found },
      last: await measure(tx, last, seesCost),
      before: await measure(tx, before, seesCost),
      gaps: await topGaps(tx, data, GAPS),
    };
  });
}

/** The ids of the members who see the figures and have not turned the mail off; nobody when the week is no news any more. */
export async function listRecipients(data: Data): Promise<string[]> {
  if (!(await readSummary(data, false))) return [];
  const off = await withTenant(data, listSwitchedOff);
  const members = await everyMailable(data, ROLES.filter(seesFigures));
  return members.flatMap(({ userId }) => (off.has(userId) ? [] : userId));
}

/** Whether a mail has surely not gone out: the server would not have it, or was not reached. */
const isUnsent = (error: unknown) =>
  error instanceof AppError && (error.code === "upstream_failed" || error.code === "unavailable");

async function sendOnce(
  data: Data,
  userId: string,
  mail: Mail,
  signal: AbortSignal,
  isLast: boolean,
): Promise<boolean> {
  const claim = { summaryId: data.summaryId, userId };
  if (!(await withTenant(data, (tx) => claimMail(tx, data, claim)))) return false;
  try {
    return (await sendMail(mail, signal, isLast)) !== "sent";
  } catch (error) {
    if (isUnsent(error)) await withTenant(data, (tx) => releaseMail(tx, claim));
    throw error;
  }
}

/**
 * Mails the week to one member, who is still to get it, at most once: what was begun and whose end nobody knows, after a
 * crash or a time-out, is not sent again, nor is what their server refused. Returns whether it refused their address.
 */
export async function mailSummaryTo(
  data: Data,
  userId: string,
  signal: AbortSignal,
  isLast = false,
): Promise<boolean> {
  const member = await ifMailable(data, userId);
  if (!member || !seesFigures(member.role)) return false;
  if (await withTenant(data, (tx) => isSwitchedOff(tx, userId))) return false;
  const summary = await readSummary(data, permissionsOfRole(member.role).has("usage:read"));
  if (!summary) return false;
  const { tenantId, organizationId } = data;
  const mail = summaryMail(member.email, { tenantId, organizationId, userId }, summary);
  signal.throwIfAborted();
  return sendOnce(data, userId, mail, signal, isLast);
}

/** Ends the job: who delivers its event again finds it so. It tells of the addresses that were refused. */
export async function endSummary(data: Data, mails: MailCount): Promise<void> {
  await withTenant(data, (tx) => finishMails(tx, data, mails));
}
