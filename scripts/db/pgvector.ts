import pg from "pg";

/** The oldest that the product was run with. */
const LEAST_VERSION = "0.8.0";

/** Rejects with one clear sentence when the server of `url` cannot be reached or lacks pgvector. */
export async function requireVector(url: string): Promise<void> {
  const version = await availableVector(url);
  if (version === undefined) {
    throw new Error(
      `This PostgreSQL server lacks the pgvector extension: install it (https://github.com/pgvector/pgvector, version ${LEAST_VERSION} or newer) and try again.`,
    );
  }
  if (isOlder(numbers(version), numbers(LEAST_VERSION))) {
    throw new Error(
      `This PostgreSQL server has pgvector ${version}: version ${LEAST_VERSION} or newer is needed.`,
    );
  }
}

/** The installed version of pgvector, else the one that could be installed, else undefined. */
async function availableVector(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`The database at ${withoutPassword(url)} cannot be reached: ${reason(error)}`, {
      cause: error,
    });
  }
  try {
    const { rows } = await client.query<{ version: string }>(
      "SELECT coalesce(installed_version, default_version) AS version FROM pg_available_extensions WHERE name = 'vector'",
    );
    return rows[0]?.version;
  } finally {
    await client.end();
  }
}

/** The address of a database as it may be printed. */
export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  return `${parsed.host}${parsed.pathname}`;
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(", ");
  return error instanceof Error ? error.message : String(error);
}

const numbers = (version: string) => version.split(".").map(Number);

function isOlder(version: readonly number[], than: readonly number[]): boolean {
  const at = than.findIndex((number, index) => number !== (version[index] ?? 0));
  return at >= 0 && (version[at] ?? 0) < (than[at] ?? 0);
}
