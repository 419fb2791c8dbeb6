import "server-only";
import { newId } from "@/lib/core/ids";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy } from "@/lib/tenancy/context";

const KEPT_MS = 60 * 86_400_000;

export async function findBusiness(tx: TenantTransaction) {
  return tx.organization.findFirst({ select: { name: true, slug: true, archivedAt: true } });
}

/** Keeps that a week's summary was begun; of two at once, or again, one does. Returns its id then. */
export async function claimWeek(
  tx: TenantTransaction,
  scope: Scope,
  { week, timeZone }: { week: string; timeZone: string },
): Promise<string | undefined> {
  const id = newId();
  const row = { ...ownedBy(scope), id, week: new Date(week), timeZone };
  const { count } = await tx.weeklySummary.createMany({ data: [row], skipDuplicates: true });
  return count === 1 ? id : undefined;
}

/** Removes what no repeat can come for any more. */
export async function pruneWeeks(tx: TenantTransaction, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await tx.weeklySummary.deleteMany({ where: { createdAt: { lt: before } } });
}

export async function findWeek(
  tx: TenantTransaction,
  id: string,
): Promise<{ week: string; timeZone: string } | undefined> {
  const row = await tx.weeklySummary.findFirst({
    where: { id },
    select: { week: true, timeZone: true },
  });
  return row ? { week: row.week.toISOString().slice(0, 10), timeZone: row.timeZone } : undefined;
}

/** Whether a member's mail of a week may be sent: once, whoever asks again. */
export async function claimMail(
  tx: TenantTransaction,
  scope: Scope,
  mail: { summaryId: string; userId: string },
): Promise<boolean> {
  const { count } = await tx.weeklySummaryMail.createMany({
    data: [{ ...ownedBy(scope), ...mail }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Takes a claim back whose mail was surely not sent. */
export async function releaseMail(
  tx: TenantTransaction,
  { summaryId, userId }: { summaryId: string; userId: string },
): Promise<void> {
  await tx.weeklySummaryMail.deleteMany({ where: { summaryId, userId } });
}

/** Who has turned the mail off. */
export async function listSwitchedOff(tx: TenantTransaction): Promise<ReadonlySet<string>> {
  const rows = await tx.insightsSetting.findMany({
    where: { mailsSummary: false },
    select: { userId: true },
  });
  return new Set(rows.map(({ userId }) => userId));
}

/** Whether a member has, as it is now. */
export async function isSwitchedOff(tx: TenantTransaction, userId: string): Promise<boolean> {
  return (await tx.insightsSetting.count({ where: { userId, mailsSummary: false } })) > 0;
}

export async function putSetting(
  tx: TenantTransaction,
  scope: Scope,
  { userId, mailsSummary }: { userId: string; mailsSummary: boolean },
): Promise<void> {
  const key = { ...ownedBy(scope), userId };
  await tx.insightsSetting.upsert({
    where: { tenantId_organizationId_userId: key },
    create: { ...key, mailsSummary },
    update: { mailsSummary },
  });
}
