import { searchVectors } from "@/lib/domains/knowledge/retrieval/vector-search-repository";
import { withTenant } from "@/lib/platform/db/transaction";
import { percentile } from "../retrieval/metrics.ts";
import { K } from "./arms.ts";
import { EMBEDDER } from "./fill.ts";
import type { Question } from "./questions.ts";
import type { Tenant } from "./tenants.ts";

/** Milliseconds of the product's search as the product calls it: a pooled connection, a transaction, the tenant, Prisma. */
export async function timeProductCall(tenant: Tenant, questions: readonly Question[]) {
  const times: number[] = [];
  for (const { vector } of questions) {
    const question = { embedder: EMBEDDER, vector };
    const start = performance.now();
    await withTenant(tenant, (tx) => searchVectors(tx, tenant, question, K, []));
    times.push(performance.now() - start);
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
