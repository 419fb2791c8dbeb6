import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createTestDatabase,
  type OwnDatabase,
  runStatement,
} from "../../lib/testing/test-database.ts";
import { migrate, migrationStatus } from "./migrate.ts";
import { migrationNames } from "./migration-files.ts";
import { rollbackLast } from "./rollback.ts";

const migration = "20261128080600_index_sessions_by_user";
const index = "app_session_user_id_id_idx";
const clean = { pending: [], failed: [], edited: [], unknown: [] };
const silent = () => undefined;
let own: OwnDatabase;

beforeAll(async () => {
  own = await createTestDatabase();
  await migrate(own.ownerUrl, silent);
});
afterAll(() => own.remove());

/** To just before the index. */
beforeEach(async () => {
  while ((await rollbackLast(own.ownerUrl)) !== migration);
});

const run = (statement: string) => runStatement(own.ownerUrl, statement);
const fromMigrationOn = () => migrationNames().filter((name) => name >= migration);
const found = () =>
  run(
    `SELECT indisvalid AS valid, indisunique AS unique FROM pg_index WHERE indexrelid = '${index}'::regclass`,
  );

/** What is left when the build itself fails half-way, as by a kill: Postgres marks the index and keeps it. */
async function leaveInvalidIndex(): Promise<void> {
  await run(
    `WITH person AS (INSERT INTO app_user (id, email, name)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'Ada') RETURNING id)
     INSERT INTO app_session (id, user_id, expires_at) SELECT gen_random_uuid(), id, now() FROM person`,
  );
  await expect(
    run(
      `CREATE UNIQUE INDEX CONCURRENTLY ${index} ON app_session ((1 / (length(user_id::text) - 36)))`,
    ),
  ).rejects.toThrow("division by zero");
  expect(await found()).toEqual([{ valid: false, unique: true }]);
}

async function leaveHistory(values: string): Promise<void> {
  await run(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at) VALUES (gen_random_uuid(), '', '${migration}', ${values})`,
  );
}

test.each([
  ["and a failed entry", "NULL"],
  ["and an entry that somebody marked as rolled back", "now()"],
])("an index that a killed run left invalid, %s, is built anew", async (_, rolledBackAt) => {
  await leaveInvalidIndex();
  await leaveHistory(rolledBackAt);
  expect(await migrate(own.ownerUrl, silent)).toEqual(fromMigrationOn());
  expect(await found()).toEqual([{ valid: true, unique: false }]);
  expect(await migrationStatus(own.ownerUrl)).toEqual(clean);
});

test("an index that was built before its run was killed is kept", async () => {
  await run(`CREATE INDEX ${index} ON app_session (user_id, id)`);
  const before = await run(`SELECT '${index}'::regclass::oid AS oid`);
  await leaveHistory("NULL");
  expect(await migrate(own.ownerUrl, silent)).toEqual(fromMigrationOn());
  expect(await run(`SELECT '${index}'::regclass::oid AS oid`)).toEqual(before);
});

test("only what is built concurrently waits without limit for a lock", async () => {
  await run(`CREATE TABLE seen (command text, lock_timeout text)`);
  await run(
    `CREATE FUNCTION look() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
       INSERT INTO public.seen VALUES (current_query(), current_setting('lock_timeout')); END $$`,
  );
  await run(`CREATE EVENT TRIGGER look ON ddl_command_start EXECUTE FUNCTION look()`);
  // The embedded Postgres is one session: it takes no settings from who connects, and keeps this until the first RESET.
  if (own.mode === "embedded") await run("SET lock_timeout = '5s'");
  await migrate(own.ownerUrl, silent);
  const limits = await run(
    `SELECT command ~ 'INDEX CONCURRENTLY' AS concurrently, lock_timeout AS "limit" FROM seen
     WHERE command ~ 'INDEX' GROUP BY 1, 2 ORDER BY 1`,
  );
  expect(limits).toEqual([
    { concurrently: false, limit: own.mode === "embedded" ? "0" : "5s" },
    { concurrently: true, limit: "0" },
  ]);
});
