import type { Database, Sql } from "./database.ts";
import { nextDue } from "./cron.ts";
import type { FunctionConfig } from "./function-config.ts";

export type Event = { id: string; name: string; data: Record<string, unknown>; ts: number };

type Row = { config: FunctionConfig };

/** The functions that applications have registered: in the database, and read from memory. */
export class Registry {
  readonly #database: Database;
  #functions = new Map<string, FunctionConfig>();

  constructor(database: Database) {
    this.#database = database;
  }

  async load(): Promise<void> {
    const rows = await this.#database.rows<Row>("SELECT config FROM engine.function");
    this.#functions = new Map(rows.map(({ config }) => [config.id, config]));
  }

  get(id: string): FunctionConfig | undefined {
    return this.#functions.get(id);
  }

  all(): Iterable<FunctionConfig> {
    return this.#functions.values();
  }

  /** The functions that wait for an event of this name, or handle the failure that it tells of. */
  waitingFor(event: Event): FunctionConfig[] {
    const failed = event.name === "inngest/function.failed" ? event.data["function_id"] : undefined;
    return [...this.#functions.values()].filter((config) =>
      failed === undefined ? config.events.includes(event.name) : config.onFailureOf === failed,
    );
  }

  /** Replaces everything that `app` had registered. Resolves with whether anything changed. */
  async register(app: string, configs: FunctionConfig[]): Promise<boolean> {
    const before = JSON.stringify(await this.#of(app));
    await this.#database.transaction(async (tx) => {
      await tx.rows("DELETE FROM engine.function WHERE app = $1 AND NOT id = ANY($2)", [
        app,
        configs.map(({ id }) => id),
      ]);
      for (const config of configs) await keep(tx, app, config);
    });
    await this.load();
    return JSON.stringify(await this.#of(app)) !== before;
  }

  async #of(app: string): Promise<FunctionConfig[]> {
    const rows = await this.#database.rows<Row>(
      "SELECT config FROM engine.function WHERE app = $1 ORDER BY id",
      [app],
    );
    return rows.map(({ config }) => config);
  }
}

async function keep(tx: Sql, app: string, config: FunctionConfig): Promise<void> {
  await tx.rows(
    `INSERT INTO engine.function (id, app, config) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET app = $2, config = $3, registered_at = now()`,
    [config.id, app, JSON.stringify(config)],
  );
  await tx.rows("DELETE FROM engine.schedule WHERE function_id = $1 AND NOT cron = ANY($2)", [
    config.id,
    config.crons,
  ]);
  for (const cron of config.crons) {
    // A schedule that stays keeps its next moment: a registration must not make it miss one.
    await tx.rows(
      `INSERT INTO engine.schedule (function_id, cron, next_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [config.id, cron, nextDue(cron, new Date())],
    );
  }
}
