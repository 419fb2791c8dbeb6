import type pg from "pg";
import { POOLS } from "./pools.ts";
import type { Tenant } from "./tenants.ts";

export const EMBEDDER = "bench@1";
export type Topics = "overlapping" | "separable";

const WINDOWS_IN_CHUNK = 4;
const WINDOWS_IN_DOCUMENT = 20;

const slotOf = (pool: keyof typeof POOLS, key: string) =>
  `abs(hashint8(${key})::bigint) % ${POOLS[pool]}`;

/**
 * Which directions make up a window, or a question about it: all tenants' documents are about the same few hundred things,
 * or each tenant has a topic to itself and documents like nobody's. Hashes instead of chance, so that every run has the
 * same rows.
 */
export function sumOf(topics: Topics, sentence: string): string {
  const shared = topics === "overlapping";
  const pick = (pool: keyof typeof POOLS, key: string) =>
    `(SELECT v FROM bench_${pool} WHERE slot = ${slotOf(pool, key)})`;
  const document = "number * 9000011::bigint + document";
  const topic = shared ? document : "number::bigint";
  return `l2_normalize(${pick("topic", topic)}
    + ${pick("document", shared ? slotOf("topic", topic) : document)}
    + ${pick("sentence", `${sentence} * 2`)} + ${pick("sentence", `${sentence} * 2 + 1`)})::halfvec(512)`;
}

const id = (kind: number, key: string) =>
  `(lpad(to_hex(${key}), 12, '0') || '7' || lpad('${kind}', 3, '0') || '8000000000000000')::uuid`;

const FILL = (topics: Topics) => [
  `INSERT INTO tenant (id, name) SELECT tenant_id, 'Tenant ' || number FROM bench_tenant`,
  `INSERT INTO organization (tenant_id, id, slug, name)
   SELECT tenant_id, organization_id, 'tenant-' || number, 'Tenant ' || number FROM bench_tenant`,
  `CREATE UNLOGGED TABLE bench_row AS
   SELECT number, tenant_id, organization_id, document, nth,
     least(${WINDOWS_IN_DOCUMENT}, windows - document * ${WINDOWS_IN_DOCUMENT}) AS windows
   FROM (SELECT *, row_number() OVER (ORDER BY hashint8(number * 13000027::bigint + document)) AS nth
     FROM bench_tenant, generate_series(0, (windows - 1) / ${WINDOWS_IN_DOCUMENT}) AS document) AS mixed
   ORDER BY nth`,
  `CREATE INDEX ON bench_row (number, document)`,
  `INSERT INTO knowledge_vector (tenant_id, organization_id, chunk_id, ordinal, embedder, embedding)
   SELECT tenant_id, organization_id, ${id(2, `nth * 8 + at / ${WINDOWS_IN_CHUNK}`)}, at % ${WINDOWS_IN_CHUNK}, '${EMBEDDER}',
     ${sumOf(topics, "(number * 15000017::bigint + document * 32 + at)")}
   FROM bench_row, generate_series(0, windows - 1) AS at ORDER BY nth, at`,
];

/**
 * Fills the product's table: each document's vectors together, as one job writes them, the documents of all tenants
 * mixed. Without the checks of foreign keys, and without documents and chunks, which no arm reads.
 */
export async function fill(
  client: pg.Client,
  tenants: readonly Tenant[],
  topics: Topics,
): Promise<void> {
  await client.query("SET session_replication_role = replica");
  await client.query("TRUNCATE tenant CASCADE");
  await client.query("DROP TABLE IF EXISTS bench_tenant, bench_row");
  await client.query(
    `CREATE UNLOGGED TABLE bench_tenant AS
     SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::int[]) AS given(number, tenant_id, organization_id, windows)`,
    [
      tenants.map(({ number }) => number),
      tenants.map(({ tenantId }) => tenantId),
      tenants.map(({ organizationId }) => organizationId),
      tenants.map(({ windows }) => windows),
    ],
  );
  for (const statement of FILL(topics)) await client.query(statement);
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM (ANALYZE) knowledge_vector");
}
