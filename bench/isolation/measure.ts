import type pg from "pg";
import { mean, percentile } from "../retrieval/metrics.ts";
import { K, type Arm } from "./arms.ts";
import { cpuClock } from "./cpu-clock.ts";
import type { Question } from "./questions.ts";
import type { Tenant } from "./tenants.ts";

export interface Measured {
  arm: string;
  recall: number;
  p50: number;
  p95: number;
  /** Median of the milliseconds that the server computed. */
  cpu: number;
  /** Answers with fewer chunks than there were to find. */
  short: number;
  /** Chunks of other tenants in all answers. */
  foreign: number;
}

const WARM_UPS = 5;

/**
 * How arms answer and how long each statement takes, inside one transaction as the product opens it. They take turns at
 * each question, so that whatever else the machine does meets all of them.
 */
export async function measure(
  client: pg.Client,
  arms: readonly Arm[],
  tenant: Tenant,
  questions: readonly Question[],
): Promise<Measured[]> {
  const runs = arms.map((arm) => ({
    arm,
    times: [] as number[],
    cpu: [] as number[],
    answers: [] as string[][],
  }));
  const clock = await cpuClock(client);
  await client.query("BEGIN");
  try {
    for (const { vector } of [...questions.slice(0, WARM_UPS), ...questions]) {
      for (const { arm, times, cpu, answers } of runs) {
        await client.query("SAVEPOINT turn");
        await enter(client, arm, tenant);
        const computed = clock();
        const start = performance.now();
        const found = await arm.find(client, tenant, vector);
        times.push(performance.now() - start);
        cpu.push(clock() - computed);
        answers.push(found);
        // Takes role and settings back too.
        await client.query("ROLLBACK TO turn");
      }
    }
  } finally {
    await client.query("ROLLBACK");
  }
  const measured: Measured[] = [];
  for (const { arm, times, cpu, answers } of runs) {
    const own = times.slice(WARM_UPS);
    measured.push({
      arm: arm.name,
      p50: percentile(own, 0.5),
      p95: percentile(own, 0.95),
      cpu: percentile(cpu.slice(WARM_UPS), 0.5),
      ...judge(answers.slice(WARM_UPS), questions),
      foreign: await countForeign(client, tenant, answers),
    });
  }
  return measured;
}

async function enter(client: pg.Client, { role, settings }: Arm, scope: Tenant): Promise<void> {
  const all = {
    ...settings,
    role,
    "app.tenant_id": scope.tenantId,
    "app.organization_id": scope.organizationId,
  };
  for (const entry of Object.entries(all))
    await client.query("SELECT set_config($1, $2, true)", entry);
}

function judge(answers: readonly string[][], questions: readonly Question[]) {
  const pairs = questions.map(({ chunks }, at) => ({ chunks, found: answers[at]! }));
  return {
    recall: mean(
      pairs.map(
        ({ chunks, found }) => chunks.filter((id) => found.includes(id)).length / chunks.length,
      ),
    ),
    short: pairs.filter(({ chunks, found }) => found.length < Math.min(K, chunks.length)).length,
  };
}

async function countForeign(client: pg.Client, tenant: Tenant, answers: readonly string[][]) {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(DISTINCT chunk_id) FROM knowledge_vector
     WHERE chunk_id = ANY($1::uuid[]) AND (tenant_id, organization_id) <> ($2, $3)`,
    [[...new Set(answers.flat())], tenant.tenantId, tenant.organizationId],
  );
  return Number(rows[0]?.count);
}
