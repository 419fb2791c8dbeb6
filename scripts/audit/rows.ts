import type pg from "pg";
import type { ChainedEvent, SealedBatch } from "../../lib/domains/access/audit/chain.ts";

const PAGE = 200;

export type Seal = SealedBatch & { hash: string };

/** Where a row stands in the chain, and the row, or null where it is gone. */
export type Entry = {
  organizationId: string;
  eventId: string;
  position: number;
  hash: string;
  /** False once its organization was deleted, and its rows with it. */
  organizationStands: boolean;
  event: ChainedEvent | null;
};

const SEALS = `
  SELECT tenant_id AS "tenantId", sequence, version, first_position AS "firstPosition",
    last_position AS "lastPosition", row_count AS "rowCount", previous_hash AS "previousHash", hash,
    complete_until AS "completeUntil", sealed_at AS "sealedAt"
  FROM audit_seal WHERE tenant_id = $1 AND sequence > $2 ORDER BY sequence LIMIT ${PAGE}`;

const ENTRIES = `
  SELECT s.organization_id AS "organizationId", s.event_id AS "eventId", s.position, s.hash,
    o.id IS NOT NULL AS "organizationStands", e.tenant_id AS "tenantId", e.id, e.at, e.actor_kind AS "actorKind",
    e.actor_id AS "actorId", e.action, e.record_id AS "recordId", e.network, e.trace_id AS "traceId"
  FROM audit_sealed_entry s
  LEFT JOIN audit_event e ON e.tenant_id = s.tenant_id AND e.organization_id = s.organization_id AND e.id = s.event_id
  LEFT JOIN organization o ON o.tenant_id = s.tenant_id AND o.id = s.organization_id
  WHERE s.tenant_id = $1 AND s.sequence = $2 ORDER BY s.position, s.event_id`;

const UNSEALED = `
  SELECT e.id, e.at FROM audit_event e
  WHERE e.tenant_id = $1 AND NOT EXISTS (SELECT FROM audit_sealed_entry s WHERE s.tenant_id = e.tenant_id
    AND s.organization_id = e.organization_id AND s.event_id = e.id)`;

/** A tenant's seals in their order. */
export async function* eachSeal(client: pg.Client, tenantId: string): AsyncGenerator<Seal> {
  let after = -2_147_483_648;
  for (;;) {
    const { rows } = await client.query<Seal>(SEALS, [tenantId, after]);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.sequence;
  }
}

/** What stands under a seal, in the order of the chain. */
export async function entriesOf(
  client: pg.Client,
  tenantId: string,
  sequence: number,
): Promise<Entry[]> {
  const { rows } = await client.query<Entry & ChainedEvent & { id: string | null }>(ENTRIES, [
    tenantId,
    sequence,
  ]);
  return rows.map(({ position, hash, eventId, organizationStands, ...event }) => {
    const { organizationId, id } = event;
    return {
      organizationId,
      eventId,
      position,
      hash,
      organizationStands,
      event: id === null ? null : event,
    };
  });
}

/** How many rows have no seal yet, and the oldest of them with a moment before `until`, which should have one. */
export async function findUnsealed(
  client: pg.Client,
  tenantId: string,
  until: Date | undefined,
): Promise<{ count: number; behind: string | undefined }> {
  const counted = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${UNSEALED}) unsealed`,
    [tenantId],
  );
  const behind = await client.query<{ id: string }>(
    `${UNSEALED} AND e.at < $2 ORDER BY e.at, e.id LIMIT 1`,
    [tenantId, until ?? null],
  );
  return { count: counted.rows[0]?.count ?? 0, behind: behind.rows[0]?.id };
}

/** The first seal after `sequence` that entries name; undefined when none do. */
export async function findLostSeal(
  client: pg.Client,
  tenantId: string,
  sequence: number,
): Promise<number | undefined> {
  const { rows } = await client.query<{ sequence: number | null }>(
    "SELECT min(sequence) AS sequence FROM audit_sealed_entry WHERE tenant_id = $1 AND sequence > $2",
    [tenantId, sequence],
  );
  return rows[0]?.sequence ?? undefined;
}
