import pg from "pg";
import { migrationScript } from "./migration-files.ts";

/**
 * Undoes the newest applied migration by its down.sql, in one transaction with the history's entry,
 * and returns its name.
 */
export async function rollbackLast(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, options: "-c lock_timeout=5000" });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name DESC LIMIT 1`,
    );
    const name = rows[0]?.name;
    if (name === undefined) throw new Error("No migration is applied to this database.");
    const script = migrationScript(name, "down.sql");
    if (script === undefined || !hasStatements(script)) {
      throw new Error(`prisma/migrations/${name}/down.sql has no statements: it cannot be undone.`);
    }
    await client.query("BEGIN");
    await client.query(script);
    const { rowCount } = await client.query(
      `UPDATE _prisma_migrations SET rolled_back_at = now()
       WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      [name],
    );
    if (rowCount !== 1) throw new Error(`down.sql of ${name} changed the history of migrations.`);
    await client.query("COMMIT");
    return name;
  } finally {
    // Closing the connection also ends a transaction that failed on the way.
    await client.end();
  }
}

function hasStatements(script: string): boolean {
  return script.replaceAll(/--.*$/gm, "").trim() !== "";
}
