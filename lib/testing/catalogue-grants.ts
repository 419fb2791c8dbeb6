import type pg from "pg";

const ALL = "DELETE, INSERT, SELECT, UPDATE";

/** What the application may do with the tables of tenants that are not like the others. */
const OF_APP: Readonly<Record<string, string>> = {
  tenant: "INSERT, SELECT, UPDATE",
  organization: "INSERT, SELECT, UPDATE",
  audit_event: "INSERT, SELECT",
  audit_seal: "SELECT",
  audit_sealed_entry: "SELECT",
  outbox_event: "INSERT, SELECT",
  invitation: "INSERT, SELECT, UPDATE",
};

/** What the roles that look across tenants may do in public, each on the columns that it needs and no more. */
const ACROSS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  frontdesk_auth: {
    app_two_factor: "DELETE, INSERT, SELECT, UPDATE (confirmed_at, last_time_step, sealed_secret)",
    app_recovery_code: "DELETE, INSERT, SELECT",
    app_operator: "SELECT",
    tenant: "SELECT (id, name, requires_two_factor)",
    tenant_membership: "SELECT (role, tenant_id, user_id)",
    app_user: "INSERT, SELECT, UPDATE (email_verified_at, password_hash)",
    app_session:
      "DELETE, INSERT, SELECT, UPDATE (authenticated_at, connecting, connecting_until, last_seen_at, revoked_at, second_step_at)",
    app_account: "DELETE, INSERT, SELECT",
    account_token: "DELETE, INSERT, SELECT, UPDATE (sent_at, token_hash, used_at, user_id)",
    account_outbox_event: "INSERT",
    rate_limit: ALL,
    membership: "SELECT (created_at, organization_id, role, tenant_id, user_id)",
    organization: "SELECT (archived_at, id, language, name, slug, tenant_id)",
    api_key:
      "SELECT (expires_at, hash, id, kind, last_used_at, organization_id, revoked_at, scopes, tenant_id, widget_id), UPDATE (last_used_at)",
    invitation:
      "SELECT (accepted_at, email, expires_at, id, organization_id, revoked_at, role, tenant_id, token_hash)",
    widget: "SELECT (allowed_origins, greeting, id, name, organization_id, tenant_id)",
  },
  // Ids, moments, states and numbers: of all text a tenant's name alone.
  frontdesk_ops: {
    tenant: "SELECT (created_at, id, name)",
    organization: "SELECT (id, tenant_id)",
    membership: "SELECT (tenant_id, user_id)",
    knowledge_document: "SELECT (deleted_at, tenant_id, updated_at)",
    conversation: "SELECT (last_message_at, tenant_id)",
    daily_spend: "SELECT (day, spent_micros, tenant_id)",
    job: "SELECT (created_at, finished_at, status, tenant_id)",
  },
  // One tenant at a time; ids of tenants and organizations to find it and its own.
  frontdesk_audit: {
    tenant: "SELECT (id)",
    organization: "SELECT (id, tenant_id)",
    audit_event: "SELECT",
    audit_seal: "INSERT, SELECT",
    audit_sealed_entry: "INSERT, SELECT",
  },
  frontdesk_engine: {
    _prisma_migrations: "SELECT",
    organization: "SELECT (archived_at, id, tenant_id)",
    outbox_event: "DELETE, SELECT, UPDATE (attempts, available_at)",
    account_outbox_event: "DELETE, SELECT, UPDATE (attempts, available_at)",
    circuit_breaker: ALL,
  },
};

const GRANTED = `
  SELECT g.role, g.name, string_agg(g.privilege, ', ' ORDER BY g.privilege) AS privileges FROM (
    SELECT a.grantee::regrole::text AS role, c.relname AS name, a.privilege_type AS privilege
    FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = 'public'::regnamespace AND a.grantee NOT IN (0, c.relowner)
    UNION ALL
    SELECT a.grantee::regrole::text, c.relname,
      a.privilege_type || ' (' || string_agg(t.attname, ', ' ORDER BY t.attname) || ')'
    FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
    WHERE c.relnamespace = 'public'::regnamespace AND a.grantee NOT IN (0, c.relowner)
    GROUP BY a.grantee, c.relname, a.privilege_type) g
  WHERE g.role LIKE 'frontdesk\\_%' GROUP BY g.role, g.name ORDER BY g.role, g.name`;

/** What a working role may do that is not written above, or may not though it is; as "role table: what it may". */
export async function findWrongGrants(
  client: Pick<pg.Client, "query">,
  tenantTables: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ role: string; name: string; privileges: string }>(GRANTED);
  const found = new Set(rows.map(({ role, name, privileges }) => `${role} ${name}: ${privileges}`));
  const app = tenantTables.map((name) => `frontdesk_app ${name}: ${OF_APP[name] ?? ALL}`);
  const across = Object.entries(ACROSS).flatMap(([role, tables]) =>
    Object.entries(tables).map(([name, privileges]) => `${role} ${name}: ${privileges}`),
  );
  const meant = new Set([...app, ...across]);
  return [
    ...[...found].filter((grant) => !meant.has(grant)),
    ...[...meant].filter((grant) => !found.has(grant)).map((grant) => `not ${grant}`),
  ];
}
