import type pg from "pg";

const statement =
  /^\s*CREATE (?:UNIQUE )?INDEX CONCURRENTLY IF NOT EXISTS "([^"]+)" ON ("[^"]+"(?:\."[^"]+")?) ?\([^;]*;\s*$/;

export type ConcurrentIndex = {
  name: string;
  /** As the script has it, in quotes. */
  table: string;
};

/**
 * The index that a script builds beside those who write; undefined for every other script. Of what
 * refuses to run beside another statement this form alone is known: begun again it is harmless.
 */
export function concurrentIndex(script: string): ConcurrentIndex | undefined {
  const [, name, table] = statement.exec(script.replaceAll(/--.*$/gm, "")) ?? [];
  return name && table ? { name, table } : undefined;
}

/**
 * Builds the index by its script. What an earlier try left invalid goes first: IF NOT EXISTS would
 * keep it. Waits without limit for transactions that are older: nobody waits behind it meanwhile.
 */
export async function buildConcurrently(
  pool: pg.Pool,
  script: string,
  index: ConcurrentIndex,
): Promise<void> {
  await pool.query("SET lock_timeout = 0");
  for (const leftover of await findInvalid(pool, index)) {
    await pool.query(`DROP INDEX CONCURRENTLY ${leftover}`);
  }
  await pool.query(script);
  await pool.query("RESET lock_timeout");
}

async function findInvalid(pool: pg.Pool, { name, table }: ConcurrentIndex): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>({
    text: `SELECT indexrelid::regclass::text AS name
      FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE relname = $1 AND indrelid = to_regclass($2) AND NOT indisvalid`,
    values: [name, table],
  });
  return rows.map((row) => row.name);
}
