import { Client, escapeIdentifier } from "pg";

/** As often, and from the same thresholds, as Postgres's own autovacuum, which PGlite has no process for. */
const EVERY_MS = 60_000;
const DUE = `
  SELECT schemaname AS schema, relname AS table
  FROM pg_stat_user_tables
  WHERE n_dead_tup > 50 + 0.2 * n_live_tup
    OR n_ins_since_vacuum > 1000 + 0.2 * n_live_tup
    OR n_mod_since_analyze > 50 + 0.1 * n_live_tup
  ORDER BY 1, 2`;

/** Vacuums and analyzes the tables that need it, one statement each, and returns their names. */
export async function vacuum(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string; table: string }>(DUE);
    const names = rows.map(
      ({ schema, table }) => `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`,
    );
    for (const name of names) await client.query(`VACUUM (ANALYZE) ${name}`);
    return names;
  } finally {
    await client.end();
  }
}

/** Vacuums again and again, as an ordinary client, so that no transaction of another is stepped into. */
export function keepVacuumed(url: string, onError: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const next = () => {
    if (!stopped) timer = setTimeout(() => void vacuum(url).catch(onError).finally(next), EVERY_MS);
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
