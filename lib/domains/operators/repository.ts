import "server-only";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { TenantQuery } from "./schema";

interface TenantRow {
  id: string;
  name: string;
  createdAt: Date;
  organizations: number;
  members: number;
  documents: number;
  conversations: number;
  spentMicros: number;
  failedJobs: number;
  lastActivityAt: Date | null;
}

/** One page of tenants, the newest first, and one row more when there is another page. Ids sort by time. */
export async function listTenants(
  tx: LookupTransaction,
  { search, cursor, limit }: TenantQuery,
): Promise<TenantRow[]> {
  return tx.$queryRaw<TenantRow[]>`
    SELECT t.id, t.name, t.created_at AS "createdAt",
      (SELECT count(*)::int FROM organization o WHERE o.tenant_id = t.id) AS organizations,
      (SELECT count(DISTINCT m.user_id)::int FROM membership m WHERE m.tenant_id = t.id) AS members,
      (SELECT count(*)::int FROM knowledge_document d
        WHERE d.tenant_id = t.id AND d.deleted_at IS NULL) AS documents,
      (SELECT count(*)::int FROM conversation c WHERE c.tenant_id = t.id) AS conversations,
      (SELECT coalesce(sum(s.spent_micros), 0)::float8 FROM daily_spend s
        WHERE s.tenant_id = t.id AND s.day > (now() AT TIME ZONE 'UTC')::date - 30) AS "spentMicros",
      (SELECT count(*)::int FROM job j WHERE j.tenant_id = t.id AND j.status = 'failed'
        AND j.finished_at > now() - interval '7 days') AS "failedJobs",
      greatest(
        (SELECT max(d.updated_at) FROM knowledge_document d WHERE d.tenant_id = t.id),
        (SELECT max(c.last_message_at) FROM conversation c WHERE c.tenant_id = t.id),
        (SELECT max(j.created_at) FROM job j WHERE j.tenant_id = t.id)
      ) AS "lastActivityAt"
    FROM tenant t
    WHERE strpos(lower(t.name), lower(${search})) > 0
      AND (${cursor ?? null}::uuid IS NULL OR t.id < ${cursor ?? null}::uuid)
    ORDER BY t.id DESC
    LIMIT ${limit + 1}`;
}
