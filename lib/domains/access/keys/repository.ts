import "server-only";
import { literal } from "@/lib/platform/db/found-words";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { KeyKind } from "@/lib/tenancy/permissions";
import type { KeyListQuery } from "./schema";

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

/** The keys that work at a moment, as `isLiveKey` tells it of one. */
const liveAt = (now: Date): Prisma.ApiKeyWhereInput => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
});

/** A page and one row more, if there is one, newest first. Ids sort by time and never change. */
export async function listKeyRows(
  tx: TenantTransaction,
  { search, kind, state, cursor, limit }: KeyListQuery,
) {
  const live = liveAt(new Date());
  return tx.apiKey.findMany({
    where: {
      ...(search && { name: { contains: literal(search), mode: "insensitive" } }),
      ...(kind && { kind }),
      ...(state && (state === "live" ? { AND: live } : { NOT: live })),
      ...(cursor && { id: { lt: cursor } }),
    },
    select: ofKey,
    orderBy: { id: "desc" },
    take: limit + 1,
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
