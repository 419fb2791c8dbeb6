import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { lintCatalogue, WITHOUT_TENANT } from "@/lib/testing/catalogue-lints";
import { tenantTables } from "@/lib/testing/canaries";
import { MODEL_OWNERSHIP } from "./ownership";
import { schemaFiles } from "../../../scripts/db/migration-files.ts";

const owner = new pg.Client({ connectionString: inject("testDatabase").ownerUrl });

beforeAll(() => owner.connect());
afterAll(() => owner.end());

test("the catalogue is without fault", async () => {
  expect(await lintCatalogue(owner)).toEqual([]);
});

const key = "PRIMARY KEY (tenant_id, organization_id, id)";
test.each([
  [
    "table without forced row-level security",
    `CREATE TABLE planted (tenant_id uuid, organization_id uuid, id uuid, ${key})`,
  ],
  ["table without forced row-level security", "ALTER TABLE message NO FORCE ROW LEVEL SECURITY"],
  ["table without a policy for frontdesk_app", "DROP POLICY tenant_isolation ON message"],
  ["policy that is not an equality", "ALTER POLICY tenant_isolation ON message USING (true)"],
  ["policy that is not an equality", "ALTER POLICY tenant_isolation ON message WITH CHECK (true)"],
  [
    "second permissive policy",
    "CREATE POLICY more ON message FOR SELECT TO frontdesk_app USING (true)",
  ],
  ["policy for everybody", "CREATE POLICY more ON message FOR SELECT USING (true)"],
  ["view that runs as its owner", "CREATE VIEW planted AS SELECT * FROM message"],
  ["view that runs as its owner", "CREATE MATERIALIZED VIEW planted AS SELECT * FROM message"],
  [
    "function that runs as its owner",
    "CREATE FUNCTION planted() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM message'",
  ],
  [
    "key without the tenant",
    "CREATE UNIQUE INDEX planted ON message (client_message_id) WHERE false",
  ],
  [
    "foreign key to a tenant's table without the tenant",
    "ALTER TABLE message ADD COLUMN org uuid, ADD CONSTRAINT planted FOREIGN KEY (org) REFERENCES tenant (id)",
  ],
  [
    "approximate index of many tenants' vectors",
    "CREATE INDEX planted ON knowledge_vector USING hnsw (embedding halfvec_cosine_ops) WHERE false",
  ],
  [
    "key without the organization",
    "CREATE UNIQUE INDEX planted ON message (tenant_id, client_message_id) WHERE false",
  ],
  [
    "key without the organization",
    "CREATE UNIQUE INDEX planted ON message (tenant_id, id) INCLUDE (organization_id)",
  ],
  [
    "foreign key that does not compare the owner",
    `ALTER TABLE message ADD COLUMN other uuid, ADD CONSTRAINT planted FOREIGN KEY
     (tenant_id, other, conversation_id) REFERENCES conversation (tenant_id, organization_id, id) NOT VALID`,
  ],
  [
    "row without an owner is possible",
    "CREATE TABLE planted (tenant_id uuid NOT NULL, organization_id uuid, id uuid)",
  ],
  [
    "policy that compares the tenant alone where there is an organization",
    `ALTER POLICY tenant_isolation ON message
       USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
       WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
  ],
  ["working role that owns something", "ALTER TABLE message OWNER TO frontdesk_app"],
  ["working role that may make tables", "GRANT CREATE ON SCHEMA public TO frontdesk_app"],
  ["grant that is not as written", "GRANT SELECT ON message TO frontdesk_auth"],
  [
    "grant that is not as written",
    "GRANT SELECT (response_body) ON idempotency_key TO frontdesk_engine",
  ],
  ["grant that is not as written", "GRANT TRUNCATE ON message TO frontdesk_app"],
  ["grant that is not as written", "REVOKE INSERT ON audit_event FROM frontdesk_app"],
  ["granted to everybody", "GRANT SELECT ON message TO PUBLIC"],
  ["working role that could pass the wall", "ALTER ROLE frontdesk_app BYPASSRLS"],
  ["append-only table", "GRANT UPDATE ON audit_event TO frontdesk_app"],
  ["append-only table", "GRANT DELETE ON audit_sealed_entry TO frontdesk_audit"],
])("%s is found after: %s", async (fault, statement) => {
  await owner.query("BEGIN");
  try {
    await owner.query(statement);
    expect((await lintCatalogue(owner)).join("\n")).toContain(fault);
  } finally {
    await owner.query("ROLLBACK");
  }
});

test("each model says to whom its rows belong, as the catalogue does", async () => {
  const tables = new Set([...(await tenantTables(owner)), "tenant"]);
  const schema = schemaFiles()
    .map(({ content }) => content)
    .join("\n");
  const of = new Map(
    [...schema.matchAll(/^model (\w+) \{.*?^ {2}@@map\("(\w+)"\)/gms)].map(([, model, table]) => [
      model,
      table,
    ]),
  );
  const walled = Object.entries(MODEL_OWNERSHIP)
    .filter(([, ownership]) => ownership !== "none")
    .map(([model]) => of.get(model));
  expect(new Set(walled)).toEqual(tables);
  const open = Object.entries(MODEL_OWNERSHIP)
    .filter(([, ownership]) => ownership === "none")
    .map(([model]) => `public.${of.get(model)}`);
  expect(Object.keys(WITHOUT_TENANT)).toEqual(expect.arrayContaining(open));
});
