import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/** How far back citations are counted in lists. */
const RECENT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The UTC day from which on citations are recent. */
const recentFrom = () => new Date(Date.now() - RECENT_DAYS * DAY_MS).toISOString().slice(0, 10);

/**
 * Counts one citation for each of these documents that is still there. In the order of their ids, so that of two answers
 * that cite the same ones each waits for the other in turn.
 */
export async function countCitations(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
  documentIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO document_citation_day (tenant_id, organization_id, document_id, day, citations, last_at)
    SELECT tenant_id, organization_id, id, (now() AT TIME ZONE 'UTC')::date, 1, now()
    FROM knowledge_document
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND id = ANY(${[...documentIds]}::uuid[]) AND deleted_at IS NULL
    ORDER BY id
    ON CONFLICT (tenant_id, organization_id, document_id, day)
      DO UPDATE SET citations = document_citation_day.citations + 1, last_at = excluded.last_at`;
}

export interface Citations {
  /** In the last `RECENT_DAYS` days. */
  recent: number;
  lastAt: Date | null;
}

/** How often, and when last, visitors were answered from these documents; those that never were are absent. */
export async function citationsOf(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
  documentIds: readonly string[],
): Promise<Map<string, Citations>> {
  if (documentIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<({ documentId: string } & Citations)[]>`
    SELECT document_id::text AS "documentId", max(last_at) AS "lastAt",
      coalesce(sum(citations) FILTER (WHERE day > ${recentFrom()}::date), 0)::int AS recent
    FROM document_citation_day
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND document_id = ANY(${[...documentIds]}::uuid[])
    GROUP BY document_id`;
  return new Map(rows.map(({ documentId, ...citations }) => [documentId, citations]));
}

/** Removes the days that are counted no more, but for each document's last: it says that there was one, and when. */
export async function forgetOldCitations(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM document_citation_day AS old
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND day <= ${recentFrom()}::date AND EXISTS (
        SELECT FROM document_citation_day AS newer
        WHERE newer.tenant_id = old.tenant_id AND newer.organization_id = old.organization_id
          AND newer.document_id = old.document_id AND newer.day > old.day)`;
}
