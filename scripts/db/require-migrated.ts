import pg from "pg";
import { migrationNames } from "./migration-files.ts";

/** Rejects with one clear sentence unless the runtime login of `url` finds all migrations applied. */
export async function requireMigrated(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const applied = await appliedMigrations(client);
    const missing = migrationNames().filter((name) => !applied.has(name));
    if (missing.length === 0) return;
    throw new Error(
      `The database lacks ${missing.length} of ${migrationNames().length} migrations: run npm run db:migrate as its owner.`,
    );
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<Set<string>> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there",
  );
  if (!found[0]?.there) return new Set();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL ROLE frontdesk_engine");
    const { rows } = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    await client.query("COMMIT");
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The login in DATABASE_URL may not take on the application's roles (${reason}): run npm run db:roles as the database's owner.`,
      { cause: error },
    );
  }
}
