import type pg from "pg";
import { findWrongGrants } from "./catalogue-grants";

/** Tables that hold no row of a tenant, each with the reason. Everything else must be walled off. */
export const WITHOUT_TENANT: Readonly<Record<string, string>> = {
  "public.app_user": "a person may belong to many tenants; reached by frontdesk_auth alone",
  "public.app_session": "looked up before there is a tenant; reached by frontdesk_auth alone",
  "public.app_two_factor":
    "a person's own, whatever their tenants; reached by frontdesk_auth alone",
  "public.app_recovery_code":
    "a person's own, whatever their tenants; reached by frontdesk_auth alone",
  "public.app_account": "a person's own, whatever their tenants; reached by frontdesk_auth alone",
  "public.account_token":
    "asked for before it is known whose it is; reached by frontdesk_auth alone",
  "public.account_outbox_event":
    "events of persons, by ids; written by frontdesk_auth, sent by frontdesk_engine",
  "public.app_operator": "operators belong to the installation; read by frontdesk_auth alone",
  "public.rate_limit": "counts callers before they are known; reached by frontdesk_auth alone",
  "public.circuit_breaker":
    "what each process says of its dependencies; reached by frontdesk_engine alone",
  "public._prisma_migrations": "history of migrations; read by frontdesk_engine",
};

/** Schemas of the embedded job engine: ids, counts and errors, no content; reached by frontdesk_engine alone. */
const ENGINE_SCHEMAS = ["engine", "pgboss"];

const ROLES = [
  "frontdesk_app",
  "frontdesk_audit",
  "frontdesk_auth",
  "frontdesk_engine",
  "frontdesk_ops",
];

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

const setting = (name: string) =>
  `NULLIF(current_setting('app.${name}'::text, true), ''::text))::uuid`;
/** What every policy of frontdesk_app says, as Postgres writes it back: equalities and nothing else. */
const EQUALITIES = new Set([
  `((tenant_id = (${setting("tenant_id")}) AND (organization_id = (${setting("organization_id")}))`,
  `((tenant_id = (${setting("tenant_id")}) AND (id = (${setting("organization_id")}))`,
  `(tenant_id = (${setting("tenant_id")})`,
  `(id = (${setting("tenant_id")})`,
]);

/** Keys that have no tenant in them, each with the reason. */
const GLOBAL_KEYS: Readonly<Record<string, string>> = {
  tenant_pkey: "the tenant's own id",
  organization_slug_key:
    "slugs are addresses of the installation; a taken one tells nothing but that",
  api_key_hash_key: "a hash of 256 random bits; looked up before there is a tenant",
  invitation_token_hash_key: "a hash of 256 random bits; looked up before there is a tenant",
};

interface Lint {
  name: string;
  sql: string;
}

const tenantTables = `
  SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relrowsecurity, c.relforcerowsecurity
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND n.nspname <> ALL ('{${ENGINE_SCHEMAS.join(",")}}')
    AND n.nspname || '.' || c.relname <> ALL ('{${Object.keys(WITHOUT_TENANT).join(",")}}')`;

const LINTS: readonly Lint[] = [
  {
    name: "table without forced row-level security",
    sql: `SELECT name AS fault FROM (${tenantTables}) t WHERE NOT relrowsecurity OR NOT relforcerowsecurity`,
  },
  {
    name: "table without a policy for frontdesk_app",
    sql: `SELECT name AS fault FROM (${tenantTables}) t WHERE NOT EXISTS (
      SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*'
        AND p.polroles = ARRAY['frontdesk_app'::regrole::oid])`,
  },
  {
    name: "policy that is not an equality",
    sql: `SELECT tablename || ': ' || policyname AS fault FROM pg_policies
      WHERE roles = '{frontdesk_app}' AND (
        qual NOT IN (${[...EQUALITIES].map(literal).join(", ")})
        OR with_check IS DISTINCT FROM qual)`,
  },
  {
    name: "second permissive policy for a role and command",
    sql: `SELECT p.polrelid::regclass || ': ' || r.role::regrole AS fault
      FROM pg_policy p, unnest(p.polroles) AS r(role), unnest(
        CASE WHEN p.polcmd = '*' THEN '{r,a,w,d}'::"char"[] ELSE ARRAY[p.polcmd] END) AS c(command)
      WHERE p.polpermissive GROUP BY p.polrelid, r.role, c.command HAVING count(*) > 1`,
  },
  {
    name: "policy for everybody",
    sql: `SELECT p.polrelid::regclass || ': ' || p.polname AS fault FROM pg_policy p WHERE 0 = ANY (p.polroles)`,
  },
  {
    name: "view that runs as its owner",
    sql: `SELECT c.oid::regclass::text AS fault FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce(
        'security_invoker=true' = ANY (c.reloptions), false))
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`,
  },
  {
    name: "function that runs as its owner",
    sql: `SELECT p.oid::regprocedure::text AS fault FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  },
  {
    name: "key without the tenant",
    sql: `SELECT i.indexrelid::regclass::text AS fault FROM (${tenantTables}) t JOIN pg_index i ON i.indrelid = t.oid
      WHERE i.indisunique AND i.indexrelid::regclass::text <> ALL ('{${Object.keys(GLOBAL_KEYS).join(",")}}')
        AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = i.indkey[0]
          AND a.attname = 'tenant_id')`,
  },
  {
    name: "key without the organization",
    sql: `SELECT i.indexrelid::regclass::text AS fault FROM pg_index i JOIN (${tenantTables}) t ON t.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'organization_id'
      WHERE i.indisunique AND NOT a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
        AND i.indexrelid::regclass::text <> ALL ('{${Object.keys(GLOBAL_KEYS).join(",")}}')`,
  },
  {
    // Postgres checks a foreign key past every policy: what is compared there must be the owner with the owner.
    name: "foreign key that does not compare the owner",
    sql: `SELECT k.conname AS fault FROM pg_constraint k JOIN (${tenantTables}) t ON t.oid = k.confrelid
      JOIN pg_attribute owner ON owner.attrelid = t.oid AND owner.attnum > 0
        AND owner.attname IN ('tenant_id', 'organization_id')
      WHERE k.contype = 'f' AND NOT EXISTS (SELECT FROM unnest(k.conkey, k.confkey) pair(child, parent)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.child
        WHERE pair.parent = owner.attnum AND a.attname = owner.attname)`,
  },
  {
    name: "row without an owner is possible",
    sql: `SELECT t.name || ': ' || a.attname AS fault FROM (${tenantTables}) t JOIN pg_attribute a ON a.attrelid = t.oid
      WHERE a.attname IN ('tenant_id', 'organization_id') AND NOT a.attnotnull`,
  },
  {
    name: "policy that compares the tenant alone where there is an organization",
    sql: `SELECT t.name AS fault FROM (${tenantTables}) t JOIN pg_policy p ON p.polrelid = t.oid
      WHERE p.polroles = ARRAY['frontdesk_app'::regrole::oid]
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'organization_id')
        AND pg_get_expr(p.polqual, p.polrelid) NOT LIKE '%(organization_id = %'`,
  },
  {
    // Its owner may switch a table's policies off.
    name: "working role that owns something",
    sql: `SELECT c.oid::regclass::text AS fault FROM pg_class c
      WHERE pg_get_userbyid(c.relowner) = ANY ('{${ROLES.join(",")}}')
      UNION ALL SELECT 'schema ' || nspname FROM pg_namespace
      WHERE pg_get_userbyid(nspowner) = ANY ('{${ROLES.join(",")}}')`,
  },
  {
    name: "working role that may make tables",
    sql: `SELECT r.role || ': ' || n.nspname AS fault FROM pg_namespace n, unnest('{${ROLES.join(",")}}'::text[]) AS r(role)
      WHERE n.nspname IN ('public', '${ENGINE_SCHEMAS.join("', '")}') AND has_schema_privilege(r.role, n.oid, 'CREATE')`,
  },
  {
    name: "foreign key to a tenant's table without the tenant",
    sql: `SELECT k.conname AS fault FROM pg_constraint k JOIN (${tenantTables}) t ON t.oid = k.confrelid
      WHERE k.contype = 'f' AND NOT EXISTS (SELECT FROM pg_attribute a
        WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'tenant_id')`,
  },
  {
    // It hands over the nearest of everybody's vectors, and the filter leaves a small tenant few of its own, or none.
    name: "approximate index of many tenants' vectors",
    sql: `SELECT i.indexrelid::regclass::text AS fault FROM (${tenantTables}) t JOIN pg_index i ON i.indrelid = t.oid
      JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam AND m.amname IN ('hnsw', 'ivfflat')`,
  },
  {
    name: "granted to everybody",
    sql: `SELECT table_schema || '.' || table_name || ': ' || privilege_type AS fault
      FROM information_schema.role_table_grants
      WHERE grantee = 'PUBLIC' AND table_schema IN ('public', '${ENGINE_SCHEMAS.join("', '")}')`,
  },
  {
    name: "working role that could pass the wall",
    sql: `SELECT rolname AS fault FROM pg_roles
      WHERE rolname = ANY ('{${ROLES.join(",")}}') AND (rolsuper OR rolbypassrls OR rolcanlogin)`,
  },
  {
    name: "append-only table that the application may change",
    sql: `SELECT table_name || ': ' || privilege_type AS fault FROM information_schema.role_table_grants
      WHERE (grantee = 'frontdesk_app' AND table_name IN ('audit_event', 'outbox_event')
          OR grantee = ANY ('{${ROLES.join(",")}}') AND table_name IN ('audit_seal', 'audit_sealed_entry'))
        AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`,
  },
];

/** What is wrong with the database's catalogue, as "lint: object"; the owner asks. */
export async function lintCatalogue(client: Pick<pg.Client, "query">): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, sql } of LINTS) {
    const { rows } = await client.query<{ fault: string }>(sql);
    faults.push(...rows.map(({ fault }) => `${name}: ${fault}`));
  }
  const { rows } = await client.query<{ name: string }>(
    `SELECT split_part(name, '.', 2) AS name FROM (${tenantTables}) t WHERE name LIKE 'public.%'`,
  );
  const names = rows.map(({ name }) => name);
  const grants = await findWrongGrants(client, names);
  return [...faults, ...grants.map((grant) => `grant that is not as written: ${grant}`)];
}
