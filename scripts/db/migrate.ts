import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { buildConcurrently, concurrentIndex } from "./concurrent-index.ts";
import { migrationList, migrationNames, migrationScript } from "./migration-files.ts";
import { requireVector } from "./pgvector.ts";
import { type Engine, withSchemaEngine } from "./schema-engine.ts";

const noFilters = { externalTables: [], externalEnums: [] };
/** Any number of its own kind. */
const migrationLock = 4_717_001;
/** What Prisma's engine takes for itself meanwhile. */
const engineLock = 72_707_369;
const pausesBetweenAttempts = [1_000, 2_000, 4_000, 8_000];

/**
 * Applies all pending migrations as the owner of `url` and returns their names. Waits at most 5 s
 * for a lock, then steps back so that the application goes on, and tries four times more. Only an
 * index that is built CONCURRENTLY waits as long as it must, as does a run for another's end.
 * @param report takes one line for each thing done.
 */
export async function migrate(url: string, report: (line: string) => void): Promise<string[]> {
  await requireVector(url);
  const client = new pg.Client({ connectionString: url, options: "-c lock_timeout=5000" });
  await client.connect();
  try {
    return await retryOnLock(report, async () => {
      await takeTurn(client, report);
      const applied = await applyPending(url);
      await client.query("GRANT SELECT ON _prisma_migrations TO frontdesk_engine");
      for (const name of applied) report(`applied ${name}`);
      return applied;
    });
  } finally {
    await client.end();
  }
}

/**
 * Resolves once no other run is at work, nor a statement of one that was killed. Asks again and again:
 * who waits within a statement is waited for by the index that the other builds.
 */
async function takeTurn(client: pg.Client, report: (line: string) => void): Promise<void> {
  for (let asked = 0; ; asked += 1) {
    const { rows } = await client.query<{ ours: boolean }>(
      `SELECT pg_try_advisory_lock($1) AND NOT EXISTS (
         SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
         WHERE datname = current_database() AND locktype = 'advisory' AND classid = 0
           AND objid = $2 AND granted AND pid <> pg_backend_pid()) AS ours`,
      [migrationLock, engineLock],
    );
    if (rows[0]?.ours) return;
    if (asked === 0) report("another run is at work on this database; waiting for its end");
    await wait(500);
  }
}

async function applyPending(url: string): Promise<string[]> {
  const ours = new Set(migrationNames().map((name) => migrationScript(name, "migration.sql")));
  return withSchemaEngine(
    url,
    async (engine) => {
      const { failedMigrationNames } = await diagnose(engine);
      for (const migrationName of failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      const migrationsList = migrationList();
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList,
        filters: noFilters,
      });
      return appliedMigrationNames;
    },
    (script, pool) => {
      if (!ours.has(script)) return pool.query(script);
      const index = concurrentIndex(script);
      return index ? buildConcurrently(pool, script, index) : pool.query(finishedWith(script));
    },
  );
}

/**
 * Postgres runs a script that is sent whole in one transaction. With its own entry in the history
 * inside it, an entry without an end means that nothing was applied, wherever the process died.
 */
function finishedWith(script: string): string {
  return `${script}
;UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;`;
}

function diagnose(engine: Engine) {
  return engine.diagnoseMigrationHistory({
    migrationsList: migrationList(),
    filters: noFilters,
    optInToShadowDatabase: false,
  });
}

export type MigrationStatus = {
  /** In prisma/migrations, not in the database. */
  pending: string[];
  /** Begun and not ended. */
  failed: string[];
  /** Applied, and changed in prisma/migrations since. */
  edited: string[];
  /** In the database, not in prisma/migrations. */
  unknown: string[];
};

/** Compares the history in the database of `url` with prisma/migrations. */
export async function migrationStatus(url: string): Promise<MigrationStatus> {
  const { history, editedMigrationNames, failedMigrationNames } = await withSchemaEngine(
    url,
    diagnose,
  );
  return {
    pending: history && "unappliedMigrationNames" in history ? history.unappliedMigrationNames : [],
    failed: failedMigrationNames,
    edited: editedMigrationNames,
    unknown:
      history && "unpersistedMigrationNames" in history ? history.unpersistedMigrationNames : [],
  };
}

async function retryOnLock<T>(report: (line: string) => void, work: () => Promise<T>): Promise<T> {
  for (const pause of pausesBetweenAttempts) {
    try {
      return await work();
    } catch (error) {
      if (!isLockConflict(error)) throw error;
      report(
        `a lock was not free within 5 s, or another transaction wanted ours; trying again in ${pause / 1000} s`,
      );
      await wait(pause);
    }
  }
  return work();
}

/** Lock timeouts and deadlocks: of both nothing is left, and another try may find the way free. */
function isLockConflict(error: unknown): boolean {
  const codes: unknown[] = ["55P03", "40P01"];
  return error instanceof Error && "code" in error && codes.includes(error.code);
}
