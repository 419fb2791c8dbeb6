import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import {
  createTestDatabase,
  type OwnDatabase,
  runStatement,
} from "../../lib/testing/test-database.ts";
import { schemaDrift } from "./drift.ts";
import { migrate, migrationStatus } from "./migrate.ts";
import { migrationNames, migrationScript } from "./migration-files.ts";
import { requireMigrated } from "./require-migrated.ts";
import { rollbackLast } from "./rollback.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const clean = { pending: [], failed: [], edited: [], unknown: [] };
const silent = () => undefined;

test("a migrated database is what prisma/schema describes", async () => {
  expect(await schemaDrift(ownerUrl)).toBe("");
});

test("a column that no migration made is drift", async () => {
  await runStatement(ownerUrl, "ALTER TABLE tenant ADD COLUMN stray int");
  const drift = await schemaDrift(ownerUrl);
  await runStatement(ownerUrl, "ALTER TABLE tenant DROP COLUMN stray");
  expect(drift).toContain('DROP COLUMN "stray"');
});

test("a second run applies nothing, and the runtime login sees that all is applied", async () => {
  expect(await migrate(ownerUrl, silent)).toEqual([]);
  expect(await migrationStatus(ownerUrl)).toEqual(clean);
  await expect(requireMigrated(runtimeUrl)).resolves.toBeUndefined();
});

test("each migration says how it is undone", () => {
  expect(migrationNames().filter((name) => !migrationScript(name, "down.sql"))).toEqual([]);
});

describe("on a database of its own", () => {
  let own: OwnDatabase;

  beforeEach(async () => {
    own = await createTestDatabase();
  });
  afterEach(() => own.remove());

  test("every migration can be undone and applied again", async () => {
    const names = await migrate(own.ownerUrl, silent);
    expect(names).toEqual(migrationNames());
    const undone: string[] = [];
    while (undone.length < names.length) undone.push(await rollbackLast(own.ownerUrl));
    expect(undone).toEqual(names.toReversed());
    await expect(rollbackLast(own.ownerUrl)).rejects.toThrow("No migration is applied");
    expect(await migrate(own.ownerUrl, silent)).toEqual(names);
    expect(await schemaDrift(own.ownerUrl)).toBe("");
  });

  test("a migration that fails leaves nothing behind and runs once its obstacle is gone", async () => {
    const names = await migrate(own.ownerUrl, silent);
    while (names.pop()) await rollbackLast(own.ownerUrl);
    await runStatement(own.ownerUrl, "CREATE TABLE app_session (id int)");
    await expect(migrate(own.ownerUrl, silent)).rejects.toThrow('"app_session" already exists');
    const found = await runStatement(own.ownerUrl, "SELECT to_regclass('tenant') AS tenant");
    expect(found).toEqual([{ tenant: null }]);
    await runStatement(own.ownerUrl, "DROP TABLE app_session");
    expect(await migrate(own.ownerUrl, silent)).toEqual(migrationNames());
  });

  test("a migration whose process died before its script ran is run by the next", async () => {
    await migrate(own.ownerUrl, silent);
    const last = await rollbackLast(own.ownerUrl);
    await runStatement(
      own.ownerUrl,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('died', '', '${last}')`,
    );
    await expect(requireMigrated(own.ownerUrl)).rejects.toThrow("run npm run db:migrate");
    expect(await migrate(own.ownerUrl, silent)).toEqual([last]);
    expect(await migrationStatus(own.ownerUrl)).toEqual(clean);
  });
});
