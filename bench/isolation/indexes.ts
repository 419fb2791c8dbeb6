import type pg from "pg";
import type { Tenant } from "./tenants.ts";

/** Builds an index, of all tenants' vectors or of one's, for as long as `work` takes. Resolves to the seconds it took to build. */
export async function withIndex(
  client: pg.Client,
  tenant: Tenant | undefined,
  work: () => Promise<void>,
): Promise<number> {
  const start = performance.now();
  const ids =
    tenant && [tenant.tenantId, tenant.organizationId].map((id) => client.escapeLiteral(id));
  await client.query(
    `CREATE INDEX bench_hnsw ON knowledge_vector USING hnsw (embedding halfvec_cosine_ops)
     ${ids ? `WHERE tenant_id = ${ids[0]} AND organization_id = ${ids[1]}` : ""}`,
  );
  const seconds = (performance.now() - start) / 1_000;
  try {
    await work();
  } finally {
    await client.query("DROP INDEX bench_hnsw");
  }
  return seconds;
}
