import "server-only";
import { notFound } from "@/lib/core/errors";
import { roleOf, roleToBeHeld } from "@/lib/domains/access/members/member-service";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import type { SummarySetting } from "../schema";
import { openLink } from "./link";
import { findBusiness, isSwitchedOff, putSetting } from "./repository";

const isOn = async (tx: TenantTransaction, userId: string) => !(await isSwitchedOff(tx, userId));

/** Whether the member who asks is mailed last week's figures each Monday. */
export async function readSetting(context: TenantContext): Promise<SummarySetting> {
  const mailsSummary = await withTenant(context, (tx) => isOn(tx, context.actor.id));
  return { mailsSummary };
}

export async function changeSetting(
  context: TenantContext,
  { mailsSummary }: SummarySetting,
): Promise<SummarySetting> {
  const setting = { userId: context.actor.id, mailsSummary };
  await withTenant(context, (tx) => putSetting(tx, context, setting));
  return { mailsSummary };
}

/** What the link of a mail is about; undefined for one that is not ours, or whose member is none any more. */
export async function readLink(
  token: string,
): Promise<(SummarySetting & { organization: string }) | undefined> {
  const owner = openLink(token);
  if (!owner) return undefined;
  return withTenant(owner, async (tx) => {
    const business = await findBusiness(tx);
    if (!business || !(await roleOf(tx, owner.userId))) return undefined;
    return { organization: business.name, mailsSummary: await isOn(tx, owner.userId) };
  });
}

/**
 * Turns a member's summary off by the link of a mail, whoever follows it; as often as they like. Throws `not_found` for a
 * link that is not ours, or whose member is none any more.
 */
export async function stopByLink(token: string): Promise<SummarySetting> {
  const owner = openLink(token);
  if (!owner) throw notFound("The link");
  await withTenant(owner, async (tx) => {
    if (!(await roleToBeHeld(tx, owner.userId))) throw notFound("The link");
    await putSetting(tx, owner, { userId: owner.userId, mailsSummary: false });
  });
  return { mailsSummary: false };
}
