import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import type { ChangeKind } from "./schema";

/** Of a document so many versions are kept, and no more bytes of them than these; the newest in any case. */
const MAX_VERSIONS = 50;
const MAX_BYTES = 8_000_000;

interface NewContent {
  title?: string | undefined;
  url?: string | null | undefined;
  body?: string | undefined;
  alternatives?: string[] | undefined;
}

/** Why a document's content changes: by whoever acts, unless it is told. */
const kindOf = ({ actor }: TenantContext): ChangeKind =>
  actor.kind === "job" ? "synced" : "edited";

/**
 * Keeps what a document says before it says something else, in the transaction that changes it; nothing when it will say
 * the same. Until the end of the transaction nobody else changes the document.
 */
export async function keepVersion(
  tx: TenantTransaction,
  context: TenantContext,
  documentId: string,
  next: NewContent,
  kind: ChangeKind = kindOf(context),
): Promise<void> {
  const { tenantId, organizationId, actor } = context;
  const { title = null, body = null, url = null } = next;
  const alternatives = next.alternatives ?? null;
  // A statement of its own: the next one has to see what whoever held the row before wrote.
  await tx.$executeRaw`
    SELECT FROM knowledge_document
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid AND id = ${documentId}::uuid
    FOR NO KEY UPDATE`;
  const kept = await tx.$executeRaw`
    WITH held AS (
      SELECT id, title, body, coalesce(alternatives, '{}') AS alternatives, url FROM knowledge_document
      WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
        AND id = ${documentId}::uuid AND deleted_at IS NULL
    ),
    changed AS (
      SELECT *, array_remove(ARRAY[
        CASE WHEN title <> ${title}::text THEN 'title' END,
        CASE WHEN ${body}::text IS NOT NULL AND body IS DISTINCT FROM ${body}::text THEN 'text' END,
        CASE WHEN alternatives <> ${alternatives}::text[] THEN 'alternatives' END,
        CASE WHEN ${next.url !== undefined}::boolean AND url IS DISTINCT FROM ${url}::text THEN 'url' END
      ], NULL) AS fields
      FROM held
    )
    INSERT INTO document_version (tenant_id, organization_id, document_id, number, title, body, alternatives, url, fields,
      bytes, change, changed_by_kind, changed_by_id)
    SELECT ${tenantId}::uuid, ${organizationId}::uuid, id,
      1 + coalesce((
        SELECT max(number) FROM document_version
        WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid AND document_id = changed.id), 0),
      title, body, alternatives, url, fields,
      octet_length(title) + coalesce(octet_length(body), 0) + octet_length(array_to_string(alternatives, ''))
        + coalesce(octet_length(url), 0),
      ${kind}::document_change, ${actor.kind}, ${actor.id}
    FROM changed WHERE fields <> '{}'`;
  if (kept > 0) await forgetOldest(tx, context, documentId);
}

async function forgetOldest(
  tx: TenantTransaction,
  { tenantId, organizationId }: TenantContext,
  documentId: string,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM document_version
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND document_id = ${documentId}::uuid AND number = ANY(ARRAY(
        SELECT number FROM (
          SELECT number, row_number() OVER newest AS place, sum(bytes) OVER newest AS bytes
          FROM document_version
          WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
            AND document_id = ${documentId}::uuid
          WINDOW newest AS (ORDER BY number DESC)
        ) AS kept
        WHERE place > ${MAX_VERSIONS} OR (place > 1 AND bytes > ${MAX_BYTES})))`;
}

const CONTENT = { title: true, body: true, alternatives: true, url: true } as const;
const FACTS = {
  number: true,
  fields: true,
  change: true,
  changedByKind: true,
  changedById: true,
  at: true,
} as const;

/** One page of a document's versions without their content, newest first. The cursor is the last number of the page before. */
export async function listVersions(
  tx: TenantTransaction,
  documentId: string,
  { cursor, limit }: { cursor?: number | undefined; limit: number },
) {
  return tx.documentVersion.findMany({
    where: { documentId, ...(cursor !== undefined && { number: { lt: cursor } }) },
    select: FACTS,
    orderBy: { number: "desc" },
    take: limit + 1,
  });
}
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number];

export async function findVersion(tx: TenantTransaction, documentId: string, number: number) {
  return tx.documentVersion.findFirst({
    where: { documentId, number },
    select: { ...FACTS, ...CONTENT },
  });
}

/** The number of the newest version that is kept; 0 when its content never changed. */
export async function newestVersion(tx: TenantTransaction, documentId: string): Promise<number> {
  const row = await tx.documentVersion.findFirst({
    where: { documentId },
    select: { number: true },
    orderBy: { number: "desc" },
  });
  return row?.number ?? 0;
}
