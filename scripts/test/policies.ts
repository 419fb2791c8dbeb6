import pg from "pg";
import { MUTANT_NAMES, runMutants } from "../../lib/testing/policy-mutants.ts";
import { createTestDatabase } from "../../lib/testing/test-database.ts";
import { migrate } from "../db/migrate.ts";

// `npm run test:policies`: which mutants of the tenants' policies the checks kill, table by table. On the local server of
// TEST_DATABASE_URL, else on an embedded Postgres.
const database = await createTestDatabase();
try {
  await migrate(database.ownerUrl, () => undefined);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const results = await runMutants(client).finally(() => client.end());
  const killed = results.filter(({ killedBy }) => killedBy.length > 0);
  const tables = [...new Set(results.map(({ table }) => table))];
  for (const table of tables) {
    const count = killed.filter((result) => result.table === table).length;
    console.log(`${table.padEnd(22)} ${count}/${MUTANT_NAMES.length}`);
  }
  console.log(`\n${tables.length} tables, ${killed.length} of ${results.length} mutants killed`);
  process.exitCode = killed.length === results.length ? 0 : 1;
} finally {
  await database.remove();
}
