import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/db/migrate.ts";
import { createRuntimeLogin } from "../../scripts/db/roles.ts";
import { startEmbeddedPostgres } from "../../scripts/processes/embedded-postgres.ts";

export type TestDatabase = {
  mode: "embedded" | "server";
  /** Signs in as who owns the tables and bypasses row-level security. */
  ownerUrl: string;
  /** What the application gets as DATABASE_URL. */
  runtimeUrl: string;
};

declare module "vitest" {
  export interface ProvidedContext {
    testDatabase: TestDatabase;
  }
}

/** Makes a migrated database for the whole run and returns what removes it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env["TEST_DATABASE_URL"];
  const { database, remove } = server ? await onServer(server) : await embedded();
  try {
    await migrate(database.ownerUrl, () => undefined);
    if (database.mode === "server") {
      const { username, password } = new URL(database.runtimeUrl);
      await createRuntimeLogin(database.ownerUrl, username, password);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("testDatabase", database);
  return remove;
}

type Prepared = { database: TestDatabase; remove: () => Promise<void> };

async function embedded(): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-test-"));
  const postgres = await startEmbeddedPostgres({
    data: join(folder, "postgres"),
    port: 0,
    logFile: join(folder, "postgres.log"),
    onTrouble: console.warn,
  });
  return {
    database: { mode: "embedded", ownerUrl: postgres.url, runtimeUrl: postgres.url },
    remove: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function onServer(adminUrl: string): Promise<Prepared> {
  const admin = new URL(adminUrl);
  if (!["localhost", "127.0.0.1", "[::1]"].includes(admin.hostname)) {
    throw new Error(`Tests write to a local server only, not to ${admin.hostname}.`);
  }
  const name = `frontdesk_test_${randomBytes(6).toString("hex")}`;
  const owner = new URL(admin);
  owner.pathname = `/${name}`;
  const runtime = new URL(owner);
  runtime.username = name;
  runtime.password = randomBytes(12).toString("hex");
  await run(adminUrl, `CREATE DATABASE ${name}`);
  return {
    database: { mode: "server", ownerUrl: owner.href, runtimeUrl: runtime.href },
    remove: async () => {
      await run(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await run(adminUrl, `DROP ROLE IF EXISTS ${name}`);
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
