import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migrationList, migrationNames, migrationScript } from "./migration-files.ts";
import { requireVector } from "./pgvector.ts";
import { type Engine, withSchemaEngine } from "./schema-engine.ts";

const noFilters = { externalTables: [], externalEnums: [] };
/** Any number of its own kind; Prisma's engine takes 72707369 for itself meanwhile. */
const migrationLock = 4_717_001;
const pausesBetweenAttempts = [1_000, 2_000, 4_000, 8_000];

/**
 * Applies all pending migrations as the owner of `url` and returns their names. Waits at most 5 s
 * for a lock, then steps back so that the application goes on, and tries four times more.
 * @param report takes one line for each thing done.
 */
export async function migrate(url: string, report: (line: string) => void): Promise<string[]> {
  await requireVector(url);
  const client = new pg.Client({ connectionString: url, options: "-c lock_timeout=5000" });
  await client.connect();
  try {
    return await retryOnLock(report, async () => {
      await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
      const applied = await applyPending(url);
      await client.query("GRANT SELECT ON _prisma_migrations TO frontdesk_engine");
      for (const name of applied) report(`applied ${name}`);
      return applied;
    });
  } finally {
    await client.end();
  }
}

async function applyPending(url: string): Promise<string[]> {
  const atomic = new Set(migrationNames().map((name) => migrationScript(name, "migration.sql")));
  return withSchemaEngine(
    url,
    async (engine) => {
      const { failedMigrationNames } = await diagnose(engine);
      for (const migrationName of failedMigrationNames) {
        if (runsAlone(migrationScript(migrationName, "migration.sql") ?? "")) continue;
        await engine.markMigrationRolledBack({ migrationName });
      }
      const migrationsList = migrationList();
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList,
        filters: noFilters,
      });
      return appliedMigrationNames;
    },
    (script) => (atomic.has(script) && !runsAlone(script) ? finishedWith(script) : script),
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

/** CREATE INDEX CONCURRENTLY and its like refuse to run beside another statement. */
function runsAlone(script: string): boolean {
  return /\bconcurrently\b/i.test(script);
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
