import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { KIND_NAMES } from "@/lib/domains/ops/job-kinds-terms";
import { listJobs } from "@/lib/domains/ops/jobs-repository";
import { jobListQuery } from "@/lib/domains/ops/schema";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { newOrganization } from "@/lib/testing/knowledge";
import { runStatement } from "@/lib/testing/test-database";

const { ownerUrl } = inject("testDatabase");

/** Of every hundred jobs that are made one after another; the rest are the last one's. */
const SHARES = { small: 1, middle: 20, large: 79 };
type Size = keyof typeof SHARES;
const JOBS = 24_000;
const ownOf = (size: Size) => (JOBS / 100) * SHARES[size];

const contexts = {} as Record<Size, TenantContext>;
const idOf = (n: number) => `01900000-${n.toString(16).padStart(4, "0")}-7000-8000-000000000000`;

beforeAll(async () => {
  for (const size of Object.keys(SHARES) as Size[]) contexts[size] = await newOrganization();
  const owner = (column: "tenantId" | "organizationId") =>
    `(CASE WHEN n % 100 < ${SHARES.small} THEN '${contexts.small[column]}'
      WHEN n % 100 < ${SHARES.small + SHARES.middle} THEN '${contexts.middle[column]}'
      ELSE '${contexts.large[column]}' END)::uuid`;
  await runStatement(
    ownerUrl,
    `INSERT INTO job (tenant_id, organization_id, id, kind, status, trace_id, created_at)
     SELECT ${owner("tenantId")}, ${owner("organizationId")},
       ('01900000-' || lpad(to_hex(n), 4, '0') || '-7000-8000-000000000000')::uuid,
       (ARRAY['knowledge.ingest', 'knowledge.embed', 'knowledge.purge'])[n % 3 + 1],
       (CASE WHEN n % 1000 = 999 THEN 'failed' ELSE 'succeeded' END)::job_status,
       md5(n::text), '2026-01-01'::timestamptz + n * interval '1 minute'
     FROM generate_series(0, ${JOBS - 1}) n`,
  );
  await runStatement(ownerUrl, "ANALYZE job");
});

// The embedded Postgres is one session, whose plans of the foreign keys' checks may be of the time when the tables that
// they look into were empty; and a long statement keeps everybody else waiting.
afterAll(async () => {
  await runStatement(ownerUrl, "ANALYZE source, knowledge_document");
  for (let part = 0; part <= 0xf; part += 1) {
    const ids = `01900000-_${part.toString(16)}__-%`;
    await runStatement(ownerUrl, `DELETE FROM job WHERE id::text LIKE '${ids}'`);
  }
});

/** How the transaction has read the table so far. */
async function readsOf(tx: TenantTransaction) {
  const [reads] = await tx.$queryRaw<{ scans: number; byIndex: number; rows: number }[]>`
    SELECT seq_scan::int AS scans, idx_scan::int AS "byIndex",
      (seq_tup_read + idx_tup_fetch)::int AS rows
    FROM pg_stat_xact_user_tables WHERE relname = 'job' AND schemaname = 'public'`;
  return reads!;
}

/** What one page comes to, and how the table was read for it. */
function pageOf(size: Size, given: object) {
  const query = jobListQuery.parse({ limit: "20", ...given });
  return withTenant(contexts[size], async (tx) => {
    const before = await readsOf(tx);
    const jobs = await listJobs(tx, query, query.kind ?? KIND_NAMES);
    const { scans, byIndex, rows } = await readsOf(tx);
    return {
      found: jobs.length,
      scans: scans - before.scans,
      byIndex: byIndex - before.byIndex,
      rows: rows - before.rows,
    };
  });
}

const middleOfAll = new Date(Date.UTC(2026, 0, 1) + (JOBS / 2) * 60_000).toISOString();

/** A page and the row after it, by which the next page is known. */
const PAGE = 21;

test.each<[string, Size, object, { found: number; rows: number }]>([
  ["the newest page", "large", {}, { found: PAGE, rows: PAGE }],
  ["a page further on", "large", { cursor: idOf(JOBS / 2) }, { found: PAGE, rows: PAGE }],
  ["one kind", "large", { kind: "knowledge.purge" }, { found: PAGE, rows: PAGE }],
  ["a small tenant's page", "small", {}, { found: PAGE, rows: PAGE }],
  // At most the organization's own list is gone through for what is rare in it.
  ["the failures", "large", { status: "failed" }, { found: PAGE, rows: ownOf("large") }],
  ["what waits", "large", { status: "queued,running" }, { found: 0, rows: ownOf("large") }],
  ["what was made until", "large", { until: middleOfAll }, { found: PAGE, rows: ownOf("large") }],
  ["a small tenant's own", "small", { until: middleOfAll }, { found: PAGE, rows: ownOf("small") }],
  [
    "a middle tenant's failures",
    "middle",
    { status: "failed" },
    { found: 0, rows: ownOf("middle") },
  ],
])(
  "of 24,000 jobs of three tenants %s is read by an index, and no row of another tenant",
  async (_, size, query, expected) => {
    const read = await pageOf(size, query);
    expect(read).toMatchObject({ found: expected.found, scans: 0 });
    expect(read.byIndex).toBeGreaterThan(0);
    expect(read.rows).toBeLessThanOrEqual(expected.rows);
  },
);
