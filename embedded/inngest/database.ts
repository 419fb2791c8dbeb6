import pg from "pg";

/** Something that runs statements: the database itself or one open transaction. */
export interface Sql {
  rows<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** The same for pg-boss, by the name that it knows. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: pg.QueryResultRow[] }>;
}

/** The embedded Postgres is one session behind all its connections: more of them only wait for each other. */
const CONNECTIONS = { embedded: 3, server: 8 };
const ANSWER_WITHIN_MS = 30_000;
/** SQLSTATE classes and codes after which the same statement may succeed: the server, not the data, is at fault. */
const passing = /^(08|53|57|40|55P03|25P0|XX000)/;

/** Whether a database error says nothing about what was asked of it. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || passing.test(error.code ?? "");
}

export class Database implements Sql {
  /** Whether this is the embedded Postgres, which has one session and no background work of its own. */
  readonly isEmbedded: boolean;
  readonly #pool: pg.Pool;

  private constructor(config: pg.ClientConfig, isEmbedded: boolean) {
    this.isEmbedded = isEmbedded;
    const max = CONNECTIONS[isEmbedded ? "embedded" : "server"];
    this.#pool = new pg.Pool({ ...config, max, idleTimeoutMillis: 60_000 });
    // Whoever uses a connection that dies is told by the statement that failed, and an idle one is replaced.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /** Rejects when the database does not answer or does not let the login work as the engine's role. */
  static async open(url: string): Promise<Database> {
    const config = {
      connectionString: url,
      application_name: "frontdesk_job_engine",
      // The login itself may touch nothing. The embedded Postgres, where every login is a superuser and a SET
      // would leak to everybody, ignores startup options.
      options: `-c role=frontdesk_engine -c statement_timeout=${ANSWER_WITHIN_MS}`,
      connectionTimeoutMillis: 5_000,
      query_timeout: ANSWER_WITHIN_MS + 1_000,
    };
    const client = new pg.Client(config);
    await client.connect();
    const { rows } = await client.query<{ version: string }>("SELECT version()");
    await client.end();
    return new Database(config, /\b(emcc|wasm)/.test(rows[0]?.version ?? ""));
  }

  async rows<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]> {
    const { rows } = await this.#pool.query<T>(this.#statement(text, values));
    return rows;
  }

  /**
   * A server plans each statement once for a connection, which is most of what such small ones cost. On the embedded
   * Postgres, one session behind all connections, their names would meet.
   */
  #statement(text: string, values: unknown[] = []): pg.QueryConfig {
    return this.isEmbedded ? { text, values } : { name: nameOf(text), text, values };
  }

  async executeSql(text: string, values?: unknown[]) {
    return { rows: await this.rows(text, values) };
  }

  /** Commits what `work` does, whole or not at all. */
  async transaction<R>(work: (tx: Sql) => Promise<R>): Promise<R> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      const result = await work(this.#transactionOn(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch((failed: Error) => {
        broken = failed;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  #transactionOn(client: pg.PoolClient): Sql {
    const rows = async <T extends pg.QueryResultRow>(text: string, values?: unknown[]) => {
      const result = await client.query<T>(this.#statement(text, values));
      return result.rows;
    };
    return { rows, executeSql: async (text, values) => ({ rows: await rows(text, values) }) };
  }
}

const names = new Map<string, string>();

/** A name that is a statement's own, short enough for Postgres. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
