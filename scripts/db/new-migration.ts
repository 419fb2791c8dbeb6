import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withEmbeddedPostgres } from "../processes/embedded-postgres.ts";
import { schemaDrift } from "./drift.ts";
import { migrate } from "./migrate.ts";
import { migrationsDirectory } from "./migration-files.ts";

/**
 * Writes prisma/migrations/<now>_<name>: the SQL from all migrations so far to prisma/schema, to be
 * edited, and an empty down.sql. Returns the folder. Needs no database of the developer's.
 */
export async function newMigration(name: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new Error("Name the migration verb_what, in lower case: add_contact_phone.");
  }
  const script = await withEmbeddedPostgres(async (url) => {
    await migrate(url, () => undefined);
    return schemaDrift(url);
  });
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(migrationsDirectory, `${stamp}_${name}`);
  mkdirSync(folder);
  writeFileSync(
    join(folder, "migration.sql"),
    `-- Which lock this takes and for how long, and why that is acceptable.\n${script}\n`,
  );
  writeFileSync(join(folder, "down.sql"), "-- The statements that undo migration.sql.\n");
  return folder;
}
