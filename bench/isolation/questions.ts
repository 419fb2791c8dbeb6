import type pg from "pg";
import { EXACT } from "./arms.ts";
import { sumOf, type Topics } from "./fill.ts";
import type { Tenant } from "./tenants.ts";

export interface Question {
  vector: number[];
  /** The chunks whose nearest windows are nearest, by comparing every window. */
  chunks: string[];
}

/** Questions about documents that the tenant has, in words of their own, with the exact answers. */
export async function questionsOf(
  client: pg.Client,
  tenant: Tenant,
  topics: Topics,
  count: number,
): Promise<Question[]> {
  const { rows } = await client.query<{ vector: string }>(
    `SELECT (${sumOf(topics, "(number * 17000023::bigint + turn)")})::text AS vector
     FROM (SELECT turn, number, document FROM bench_row, generate_series(1, $2::int) AS turn
       WHERE number = $1 AND document = (turn * 7919::bigint) % (SELECT count(*) FROM bench_row WHERE number = $1)) AS asked
     ORDER BY turn`,
    [tenant.number, count],
  );
  const questions: Question[] = [];
  for (const { vector } of rows) {
    const values = [tenant.tenantId, tenant.organizationId, vector];
    const exact = await client.query<{ id: string }>(EXACT, values);
    questions.push({
      vector: JSON.parse(vector) as number[],
      chunks: exact.rows.map(({ id }) => id),
    });
  }
  return questions;
}
