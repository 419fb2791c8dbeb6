import type pg from "pg";
import { searchVectors } from "@/lib/domains/knowledge/retrieval/vector-search-repository";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { EMBEDDER } from "./fill.ts";
import type { Tenant } from "./tenants.ts";

export const K = 10;

/** One way to find the chunks nearest to a question inside a transaction that is bound to a tenant. */
export interface Arm {
  name: string;
  /** Settings of the transaction. */
  settings: Readonly<Record<string, string>>;
  /** The owner of the database passes by the policies, the application's role does not. */
  role: "frontdesk_app" | "owner";
  find: (client: pg.Client, tenant: Tenant, vector: readonly number[]) => Promise<string[]>;
}

/** A plain connection that takes the statements that the product hands to Prisma, so that no arm pays for more than SQL. */
const productOn = (client: pg.Client) =>
  ({
    $queryRaw: async (parts: readonly string[], ...values: unknown[]) => {
      const text = parts.reduce((sum, part, at) => `${sum}$${at}${part}`);
      return (await client.query<Record<string, unknown>>(text, values)).rows;
    },
  }) as unknown as TenantTransaction;

const own: Arm["find"] = async (client, tenant, vector) => {
  const question = { embedder: EMBEDDER, vector };
  const hits = await searchVectors(productOn(client), tenant, question, K, []);
  return hits.toSorted((a, b) => b.similarity - a.similarity).map(({ chunkId }) => chunkId);
};

const mine = `tenant_id = $1::uuid AND organization_id = $2::uuid AND embedder = '${EMBEDDER}'`;

const byStatement =
  (text: string): Arm["find"] =>
  async (client, { tenantId, organizationId }, vector) => {
    const values = [tenantId, organizationId, `[${vector.join(",")}]`];
    return (await client.query<{ id: string }>(text, values)).rows.map(({ id }) => id);
  };

/** What most write: the nearest windows by an index, or by whatever the planner prefers, then their chunks. */
const NEAREST = `
  SELECT chunk_id::text AS id FROM (
    SELECT chunk_id, embedding <=> $3::halfvec(512) AS distance FROM knowledge_vector
    WHERE ${mine} ORDER BY embedding <=> $3::halfvec(512) LIMIT ${4 * K}) AS nearest
  GROUP BY chunk_id ORDER BY min(distance), chunk_id LIMIT ${K}`;

/** Every window of the tenant compared, whatever the planner thinks of it. */
export const EXACT = `
  WITH near AS MATERIALIZED (
    SELECT chunk_id, embedding <=> $3::halfvec(512) AS distance FROM knowledge_vector WHERE ${mine})
  SELECT chunk_id::text AS id FROM near GROUP BY chunk_id ORDER BY min(distance), chunk_id LIMIT ${K}`;

const index = { "hnsw.ef_search": "100", enable_sort: "off", enable_seqscan: "off" };

const arm = (name: string, find: Arm["find"], settings: Arm["settings"] = {}): Arm => ({
  name,
  find,
  settings,
  role: "frontdesk_app",
});

/** Without an index of vectors in the table, the product's search with and without the policies. */
export const OWN_ARMS: readonly Arm[] = [
  arm("ours", own),
  { ...arm("ours, without policies", own), role: "owner" },
];
export const EXACT_ARM = arm("exact inside the tenant", byStatement(EXACT));

/** With one index of all tenants' vectors. */
export const GLOBAL_ARMS: readonly Arm[] = [
  arm("global HNSW, filter after", byStatement(NEAREST), index),
  arm("planner's choice", byStatement(NEAREST), { "hnsw.ef_search": "100" }),
  arm("global HNSW, iterative relaxed", byStatement(NEAREST), {
    ...index,
    "hnsw.iterative_scan": "relaxed_order",
  }),
];

/** With an index of this tenant's vectors alone. */
export const OWN_INDEX_ARM = arm("HNSW of the tenant alone", byStatement(NEAREST), index);
