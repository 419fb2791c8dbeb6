import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { migrate, migrationStatus } from "./db/migrate.ts";
import { newMigration } from "./db/new-migration.ts";
import { createRuntimeLogin } from "./db/roles.ts";
import { rollbackLast } from "./db/rollback.ts";

const usage =
  "usage: npm run db:migrate | db:status | db:rollback | db:new -- <verb_what> | db:roles -- --runtime NAME --password-from-env VARIABLE";

function ownerUrl(): string {
  const url = process.env["MIGRATION_DATABASE_URL"];
  if (!url) throw new Error("Set MIGRATION_DATABASE_URL to the URL of the database's owner.");
  return url;
}

async function status(): Promise<boolean> {
  const found = await migrationStatus(ownerUrl());
  const lines = Object.entries(found).flatMap(([state, names]) =>
    names.map((name) => `${state} ${name}`),
  );
  console.log(lines.length === 0 ? "up to date" : lines.join("\n"));
  return lines.length === 0;
}

async function roles(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { runtime: { type: "string" }, "password-from-env": { type: "string" } },
  });
  const password = process.env[values["password-from-env"] ?? ""];
  if (!values.runtime || !password) throw new Error(usage);
  await createRuntimeLogin(ownerUrl(), values.runtime, password);
  console.log(`${values.runtime} may sign in and take on the application's roles`);
}

async function main([command, ...args]: string[]): Promise<boolean> {
  if (command === "status") return status();
  if (command === "migrate") {
    const applied = await migrate(ownerUrl(), console.log);
    if (applied.length === 0) console.log("nothing to apply");
  } else if (command === "rollback") {
    console.log(`rolled back ${await rollbackLast(ownerUrl())}`);
  } else if (command === "new" && args[0]) {
    console.log(`wrote ${await newMigration(args[0])}`);
  } else if (command === "roles") {
    await roles(args);
  } else {
    throw new Error(usage);
  }
  return true;
}

if (existsSync(".env")) process.loadEnvFile(".env");
try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
