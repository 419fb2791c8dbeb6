import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const migrationsDirectory = fileURLToPath(
  new URL("../../prisma/migrations", import.meta.url),
);
const schemaDirectory = fileURLToPath(new URL("../../prisma/schema", import.meta.url));

/** The names of all migrations, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(migrationsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The text of a migration's `migration.sql` or `down.sql`; undefined when the file is missing. */
export function migrationScript(name: string, file: "migration.sql" | "down.sql") {
  const path = join(migrationsDirectory, name, file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** All migrations in the shape that Prisma's schema engine takes. */
export function migrationList() {
  return {
    baseDir: migrationsDirectory,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: readScript(name) },
    })),
  };
}

function readScript(name: string): { tag: "ok"; value: string } {
  const value = migrationScript(name, "migration.sql");
  if (value === undefined) throw new Error(`prisma/migrations/${name} has no migration.sql.`);
  return { tag: "ok", value };
}

/** The files of prisma/schema in the shape that Prisma's schema engine takes. */
export function schemaFiles(): { path: string; content: string }[] {
  return readdirSync(schemaDirectory)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => join(schemaDirectory, name))
    .map((path) => ({ path, content: readFileSync(path, "utf8") }));
}
