import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createRuntimeLogin } from "../../scripts/db/roles.ts";
import { startEmbeddedPostgres } from "../../scripts/processes/embedded-postgres.ts";

export type TestDatabase = {
  mode: "embedded" | "server";
  /** Signs in as who owns the tables and bypasses row-level security. */
  ownerUrl: string;
  /** What the application gets as DATABASE_URL. */
  runtimeUrl: string;
};

export type OwnDatabase = TestDatabase & {
  /** Makes the login of `runtimeUrl`, once the migrations have made the roles it is a member of. */
  allowRuntime: () => Promise<void>;
  remove: () => Promise<void>;
};

/** Makes an empty database: on the local server of TEST_DATABASE_URL, else an embedded one. */
export function createTestDatabase(): Promise<OwnDatabase> {
  const server = process.env["TEST_DATABASE_URL"];
  return server ? onServer(server) : embedded();
}

async function embedded(): Promise<OwnDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-test-"));
  const postgres = await startEmbeddedPostgres({
    data: join(folder, "postgres"),
    port: 0,
    logFile: join(folder, "postgres.log"),
    onTrouble: console.warn,
  });
  return {
    mode: "embedded",
    ownerUrl: postgres.url,
    runtimeUrl: postgres.url,
    allowRuntime: async () => {},
    remove: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function onServer(adminUrl: string): Promise<OwnDatabase> {
  const admin = new URL(adminUrl);
  if (!["localhost", "127.0.0.1", "[::1]"].includes(admin.hostname)) {
    throw new Error(`Tests write to a local server only, not to ${admin.hostname}.`);
  }
  const name = `frontdesk_test_${randomBytes(6).toString("hex")}`;
  const password = randomBytes(12).toString("hex");
  const owner = new URL(admin);
  owner.pathname = `/${name}`;
  const runtime = new URL(owner);
  runtime.username = name;
  runtime.password = password;
  await runStatement(adminUrl, `CREATE DATABASE ${name}`);
  return {
    mode: "server",
    ownerUrl: owner.href,
    runtimeUrl: runtime.href,
    allowRuntime: () => createRuntimeLogin(owner.href, name, password),
    remove: async () => {
      await runStatement(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await runStatement(adminUrl, `DROP ROLE IF EXISTS ${name}`);
    },
  };
}

/** Runs one statement over a connection of its own and returns its rows. */
export async function runStatement(
  url: string,
  statement: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * Takes away what earlier test files left. For files whose jobs visit each organization there is: hundreds of others
 * would be visited with theirs.
 */
export async function emptyTables(ownerUrl: string): Promise<void> {
  await runStatement(ownerUrl, "TRUNCATE tenant, app_user CASCADE");
}
