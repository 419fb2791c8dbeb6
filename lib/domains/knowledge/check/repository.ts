import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy } from "@/lib/tenancy/context";
import type { Difference, FlagQuery } from "./schema";

/**
 * Documents whose live revision has not been compared yet, some at a time. With an embedder only those that have their
 * vectors: the others follow when they do.
 */
export async function findUnchecked(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
  hasEmbedder: boolean,
  limit: number,
): Promise<{ id: string; liveRevision: number }[]> {
  return tx.$queryRaw<{ id: string; liveRevision: number }[]>`
    SELECT id::text AS id, live_revision AS "liveRevision" FROM knowledge_document
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND live_revision IS NOT NULL AND checked_revision IS DISTINCT FROM live_revision AND deleted_at IS NULL
      AND (vectors = 'complete' OR NOT ${hasEmbedder}::boolean)
    ORDER BY id
    LIMIT ${limit}`;
}

/** A document's live chunks in their order. */
export async function liveChunkIds(
  tx: TenantTransaction,
  document: { id: string; liveRevision: number },
): Promise<string[]> {
  const rows = await tx.knowledgeChunk.findMany({
    where: { documentId: document.id, revision: document.liveRevision },
    select: { id: true },
    orderBy: { ordinal: "asc" },
  });
  return rows.map(({ id }) => id);
}

/** Notes that a revision was compared. Returns false when another one is live by now; nobody changes it until the end. */
export async function markChecked(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
  { id, liveRevision }: { id: string; liveRevision: number },
): Promise<boolean> {
  // In SQL, since the client would make it the moment of the document's last change.
  const marked = await tx.$executeRaw`
    UPDATE knowledge_document SET checked_revision = live_revision
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND id = ${id}::uuid AND live_revision = ${liveRevision}::int AND deleted_at IS NULL`;
  return marked === 1;
}

export interface NewFlag {
  kind: "duplicate" | "contradiction";
  fingerprint: string;
  firstDocumentId: string;
  firstHeading: string;
  firstText: string;
  secondDocumentId: string;
  secondHeading: string;
  secondText: string;
  differences: Difference[];
}

const ofDocument = (id: string): Prisma.KnowledgeFlagWhereInput => ({
  OR: [{ firstDocumentId: id }, { secondDocumentId: id }],
});

export async function findFlagsOf(tx: TenantTransaction, documentId: string) {
  return tx.knowledgeFlag.findMany({ where: ofDocument(documentId) });
}

export async function removeFlags(tx: TenantTransaction, ids: readonly string[]): Promise<void> {
  await tx.knowledgeFlag.deleteMany({ where: { id: { in: [...ids] } } });
}

/** Adds flags; one of the same fingerprint stays as it is, dismissed or not. */
export async function addFlags(
  tx: TenantTransaction,
  scope: Scope,
  flags: readonly NewFlag[],
): Promise<void> {
  await tx.knowledgeFlag.createMany({
    data: flags.map((flag) => ({
      ...ownedBy(scope),
      ...flag,
      id: newId(),
    })),
    skipDuplicates: true,
  });
}

// What is deleted contradicts nobody.
const BOTH_THERE = { first: { deletedAt: null }, second: { deletedAt: null } } as const;
const SIDE = { select: { kind: true, title: true } } as const;

/** One page, newest first. */
export async function listFlags(tx: TenantTransaction, query: FlagQuery) {
  const { cursor, limit, kind, state } = query;
  return tx.knowledgeFlag.findMany({
    where: {
      ...BOTH_THERE,
      dismissedAt: state === "open" ? null : { not: null },
      ...(kind && { kind }),
      ...(cursor && { id: { lt: cursor } }),
    },
    include: { first: SIDE, second: SIDE },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
}
export type FlagRow = Awaited<ReturnType<typeof listFlags>>[number];

export async function countOpenFlags(tx: TenantTransaction) {
  const where = { ...BOTH_THERE, dismissedAt: null };
  return {
    duplicate: await tx.knowledgeFlag.count({ where: { ...where, kind: "duplicate" } }),
    contradiction: await tx.knowledgeFlag.count({ where: { ...where, kind: "contradiction" } }),
  };
}

/** Returns whether there is such a flag. */
export async function setDismissed(
  tx: TenantTransaction,
  { id, dismissed }: { id: string; dismissed: boolean },
): Promise<boolean> {
  const { count } = await tx.knowledgeFlag.updateMany({
    where: { id, ...BOTH_THERE },
    data: { dismissedAt: dismissed ? new Date() : null },
  });
  return count === 1;
}
