import { PgBoss } from "pg-boss";
import { afterAll, expect, inject, test } from "vitest";
import { runStatement } from "../../lib/testing/test-database";
import { Database } from "./database.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const database = await Database.open(runtimeUrl);
afterAll(() => database.close());

/** Every table of the engine. None has a tenant: they hold ids, counts and errors, and one engine serves all. */
const TABLES = [
  "engine.event",
  "engine.function",
  "engine.lease",
  "engine.run",
  "engine.schedule",
  "engine.step",
  "pgboss.bam",
  "pgboss.instance",
  "pgboss.job",
  "pgboss.job_common",
  "pgboss.job_dependency",
  "pgboss.queue",
  "pgboss.queue_stats",
  "pgboss.schedule",
  "pgboss.subscription",
  "pgboss.version",
  "pgboss.warning",
];

const tablesWhere = async (condition: string) => {
  const rows = await runStatement(
    ownerUrl,
    `SELECT format('%s.%s', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('engine', 'pgboss') AND c.relkind IN ('r', 'p', 'v', 'm') AND ${condition} ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

test("these are the engine's tables, and no others", async () => {
  expect(await tablesWhere("true")).toEqual(TABLES);
});

test("the roles that serve tenants and visitors reach none of them, and the engine's owns none", async () => {
  for (const role of ["frontdesk_app", "frontdesk_auth"]) {
    const any = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER";
    expect(await tablesWhere(`has_table_privilege('${role}', c.oid, '${any}')`)).toEqual([]);
    expect(await tablesWhere(`has_schema_privilege('${role}', n.oid, 'USAGE')`)).toEqual([]);
  }
  expect(await tablesWhere("pg_has_role('frontdesk_engine', c.relowner, 'MEMBER')")).toEqual([]);
});

test("the queue's tables are those that this pg-boss expects", async () => {
  const boss = new PgBoss({ db: database, schema: "pgboss", migrate: false });
  const report = await boss.detectSchemaDrift();
  expect(report).toMatchObject({ ok: true });
});
