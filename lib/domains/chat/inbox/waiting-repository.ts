import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";

const MAIL_EVERY_MS = 15 * 60_000;

/** Since when a visitor waits is kept while they do. */
export async function noteWaiting(tx: TenantTransaction, id: string): Promise<void> {
  const now = new Date();
  await tx.conversation.updateMany({
    where: { id, needsPersonAt: null },
    data: { needsPersonAt: now, updatedAt: now },
  });
}

/** Whether a mail may tell of this conversation now; of two who ask at once one may. */
export async function claimMail(tx: TenantTransaction, id: string): Promise<boolean> {
  const now = new Date();
  const before = new Date(now.getTime() - MAIL_EVERY_MS);
  const { count } = await tx.conversation.updateMany({
    where: { id, OR: [{ personMailAt: null }, { personMailAt: { lt: before } }] },
    data: { personMailAt: now },
  });
  return count === 1;
}

/** A conversation whose visitor still waits; undefined for any other. */
export async function findWaiting(tx: TenantTransaction, id: string) {
  const found = await tx.conversation.findFirst({
    where: { id, needsPersonAt: { not: null } },
    select: { preview: true, visitorName: true, organization: { select: { slug: true } } },
  });
  return found ?? undefined;
}

/** Of those who have chosen, what each has. */
export async function listSettings(tx: TenantTransaction) {
  return tx.inboxSetting.findMany({ select: { userId: true, mailsHandoffs: true } });
}

/** What a member has chosen; undefined for who has not. */
export async function findSetting(
  tx: TenantTransaction,
  userId: string,
): Promise<boolean | undefined> {
  const row = await tx.inboxSetting.findFirst({
    where: { userId },
    select: { mailsHandoffs: true },
  });
  return row?.mailsHandoffs;
}

export async function putSetting(
  tx: TenantTransaction,
  context: TenantContext,
  mailsHandoffs: boolean,
): Promise<void> {
  const key = { ...ownedBy(context), userId: context.actor.id };
  await tx.inboxSetting.upsert({
    where: { tenantId_organizationId_userId: key },
    create: { ...key, mailsHandoffs },
    update: { mailsHandoffs },
  });
}
