import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { KeyKind } from "@/lib/tenancy/permissions";

const ofKey = {
  id: true,
  kind: true,
  name: true,
  hint: true,
  scopes: true,
  widgetId: true,
  createdBy: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
  replacedBy: true,
} as const;

export type KeyRow = Awaited<ReturnType<typeof listKeyRows>>[number];

export async function insertKey(
  tx: TenantTransaction,
  context: TenantContext,
  key: {
    id: string;
    kind: KeyKind;
    name: string;
    hint: string;
    hash: string;
    widgetId: string | null;
    scopes: string[];
    createdBy: string | null;
    expiresAt: Date | null;
  },
): Promise<void> {
  await tx.apiKey.create({ data: { ...ownedBy(context), ...key }, select: { id: true } });
}

/** The keys that were not revoked come first, so that none of them is cut off; of each the newest. */
export async function listKeyRows(tx: TenantTransaction) {
  return tx.apiKey.findMany({
    select: ofKey,
    orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    take: 1000,
  });
}

/** The key as it is when every other change of it has ended: the next one waits for this transaction. */
export async function lockKey(tx: TenantTransaction, id: string): Promise<KeyRow | null> {
  await tx.$queryRaw`SELECT id FROM api_key WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.apiKey.findFirst({ where: { id }, select: ofKey });
}

export async function updateKey(
  tx: TenantTransaction,
  id: string,
  change: { revokedAt?: Date; expiresAt?: Date; replacedBy?: string },
): Promise<void> {
  await tx.apiKey.updateMany({ where: { id }, data: change });
}
