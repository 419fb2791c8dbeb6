import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Database, Sql } from "./database.ts";

const RENEW_EVERY_MS = 5_000;
/** A holder that has not been heard of for this long is gone. */
const LAPSES_AFTER_SECONDS = 30;

type Holder = { host: string; pid: number; lapsed: boolean };

/**
 * Only one engine works on a database, so that after a crash the next one can repeat at once what was
 * under way. A holder on this machine is gone when its process is; one elsewhere when it is silent.
 */
export class Lease {
  readonly #database: Database;
  readonly #holder = randomUUID();
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Takes the lease, or rejects with one sentence when another engine is at work. */
  async take(): Promise<void> {
    await this.#database.transaction(async (tx) => {
      const [other] = await tx.rows<Holder>(
        `SELECT host, pid, renewed_at < now() - make_interval(secs => $1) AS lapsed FROM engine.lease FOR UPDATE`,
        [LAPSES_AFTER_SECONDS],
      );
      if (other && !other.lapsed && !isGone(other)) {
        throw new Error(
          `Another job engine (process ${other.pid} on ${other.host}) is at work on this database.`,
        );
      }
      await tx.rows(
        `INSERT INTO engine.lease (holder, host, pid) VALUES ($1, $2, $3)
         ON CONFLICT (only_one) DO UPDATE SET holder = $1, host = $2, pid = $3, renewed_at = now()`,
        [this.#holder, hostname(), process.pid],
      );
    });
  }

  /** Keeps the lease; calls `onLost` when another engine has it, or `onError` when the database is away. */
  keep(onLost: () => void, onError: (error: Error) => void): void {
    this.#timer = setInterval(() => {
      void this.#renew().then(
        (held) => held || onLost(),
        (error: Error) => onError(error),
      );
    }, RENEW_EVERY_MS);
  }

  async #renew(): Promise<boolean> {
    const held = await this.#database.rows(
      "UPDATE engine.lease SET renewed_at = now() WHERE holder = $1 RETURNING 1 AS held",
      [this.#holder],
    );
    return held.length > 0;
  }

  /** Does `work` in a transaction during which no other engine takes the lease; not at all once another has it. */
  async whileHeld<R>(work: (tx: Sql) => Promise<R>): Promise<R | undefined> {
    return this.#database.transaction(async (tx) => {
      const statement = "SELECT 1 AS one FROM engine.lease WHERE holder = $1 FOR SHARE";
      const held = await tx.rows(statement, [this.#holder]);
      return held.length > 0 ? work(tx) : undefined;
    });
  }

  stopKeeping(): void {
    clearInterval(this.#timer);
  }

  async giveBack(): Promise<void> {
    await this.#database.rows("DELETE FROM engine.lease WHERE holder = $1", [this.#holder]);
  }
}

function isGone({ host, pid }: Holder): boolean {
  if (host !== hostname()) return false;
  // In a container every life has the same number.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
