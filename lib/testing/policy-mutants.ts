import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Scope } from "@/lib/platform/db/scope";
import { plantCanaries, tenantTables } from "./canaries";
import { lintCatalogue } from "./catalogue-lints";

type Client = Pick<pg.Client, "query">;

const MUTANTS = {
  "policy dropped": (table: string) => `DROP POLICY tenant_isolation ON ${table}`,
  "policy opened": (table: string) => `ALTER POLICY tenant_isolation ON ${table} USING (true)`,
  "writes opened": (table: string) => `ALTER POLICY tenant_isolation ON ${table} WITH CHECK (true)`,
  "security not forced": (table: string) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
  "security off": (table: string) => `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
} as const;

export type Mutant = keyof typeof MUTANTS;
export const MUTANT_NAMES = Object.keys(MUTANTS) as Mutant[];

export interface MutantResult {
  table: string;
  mutant: Mutant;
  /** What went red; empty when the mutant survived. */
  killedBy: string[];
}

async function asTenant<T>(client: Client, scope: Scope, work: () => Promise<T>): Promise<T> {
  await client.query("SAVEPOINT tenant");
  await client.query(
    `SELECT set_config('role', 'frontdesk_app', true), set_config('app.tenant_id', $1, true),
       set_config('app.organization_id', $2, true)`,
    [scope.tenantId, scope.organizationId],
  );
  try {
    return await work();
  } finally {
    await client.query("ROLLBACK TO SAVEPOINT tenant");
  }
}

/** What a tenant that reads and writes a table notices of a wall that is not there; empty while it stands. */
async function checkWall(client: Client, table: string, own: Scope): Promise<string[]> {
  const column = table === "tenant" ? "id" : "tenant_id";
  const count = async (condition: string) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${condition}`,
    );
    return rows[0]?.n ?? 0;
  };
  return asTenant(client, own, async () => [
    ...((await count(`${column} <> '${own.tenantId}'`)) > 0 ? ["foreign rows are seen"] : []),
    ...((await count(`${column} = '${own.tenantId}'`)) === 0 ? ["own rows are not seen"] : []),
  ]);
}

/**
 * Breaks the wall of each table in each way, one at a time and undone each time, and says what notices. The client is
 * the owner's. Before the first mutant everything must be green, or an Error is thrown.
 */
export async function runMutants(client: Client): Promise<MutantResult[]> {
  const own = { tenantId: randomUUID(), organizationId: randomUUID() };
  const other = { tenantId: randomUUID(), organizationId: randomUUID() };
  const results: MutantResult[] = [];
  await client.query("BEGIN");
  try {
    await plantCanaries(client, own, "own");
    await plantCanaries(client, other, "other");
    const tables = ["tenant", ...(await tenantTables(client))];
    const check = async (table: string) => [
      ...(await checkWall(client, table, own)),
      ...(await lintCatalogue(client)),
    ];
    for (const table of tables) {
      const before = await check(table);
      if (before.length > 0) throw new Error(`${table} is not walled off: ${before.join("; ")}`);
      for (const mutant of MUTANT_NAMES) {
        await client.query("SAVEPOINT mutant");
        await client.query(MUTANTS[mutant](table));
        results.push({ table, mutant, killedBy: await check(table) });
        await client.query("ROLLBACK TO SAVEPOINT mutant");
      }
    }
  } finally {
    await client.query("ROLLBACK");
  }
  return results;
}
