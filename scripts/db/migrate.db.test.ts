import pg from "pg";
import { expect, inject, test } from "vitest";
import { schemaDrift } from "./drift.ts";
import { migrate, migrationStatus } from "./migrate.ts";
import { migrationNames, migrationScript } from "./migration-files.ts";

const { ownerUrl } = inject("testDatabase");

test("a migrated database is what prisma/schema describes", async () => {
  expect(await schemaDrift(ownerUrl)).toBe("");
});

test("a column that no migration made is drift", async () => {
  await query("ALTER TABLE tenant ADD COLUMN stray int");
  const drift = await schemaDrift(ownerUrl);
  await query("ALTER TABLE tenant DROP COLUMN stray");
  expect(drift).toContain('DROP COLUMN "stray"');
});

test("a second run applies nothing and the status is clean", async () => {
  expect(await migrate(ownerUrl, () => undefined)).toEqual([]);
  const clean = { pending: [], failed: [], edited: [], unknown: [] };
  expect(await migrationStatus(ownerUrl)).toEqual(clean);
});

test("each migration says how it is undone", () => {
  const silent = migrationNames().filter((name) => !migrationScript(name, "down.sql"));
  expect(silent).toEqual([]);
});

async function query(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
