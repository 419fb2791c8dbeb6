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
  const { rows: found } = await client.query<{ member: boolean; history: boolean }>(
    // By the catalogue: the login itself has no right to look into the schema.
    `SELECT pg_has_role(role.oid, 'MEMBER') AS member,
       coalesce(has_table_privilege(role.oid, history.oid, 'SELECT'), false) AS history
     FROM pg_roles role
     LEFT JOIN pg_class history ON history.relname = '_prisma_migrations'
       AND history.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public')
     WHERE role.rolname = 'frontdesk_engine'`,
  );
  if (!found[0]?.history) return new Set();
  if (!found[0].member) {
    throw new Error(
      "The login in DATABASE_URL may not take on the application's roles: run npm run db:roles as the database's owner.",
    );
  }
  await client.query("BEGIN");
  await client.query("SET LOCAL ROLE frontdesk_engine");
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  await client.query("COMMIT");
  return new Set(rows.map(({ name }) => name));
}
