import pg from "pg";

const groupRoles = [
  "frontdesk_app",
  "frontdesk_audit",
  "frontdesk_auth",
  "frontdesk_engine",
  "frontdesk_ops",
];

/**
 * Makes (or gives a new password to) the login that the application runs as: it may take on the
 * roles of the migrations for a transaction, inherits nothing of them and owns nothing.
 */
export async function createRuntimeLogin(
  ownerUrl: string,
  name: string,
  password: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
    const verb = found.rowCount === 0 ? "CREATE" : "ALTER";
    const role = client.escapeIdentifier(name);
    await client.query("BEGIN");
    await client.query(
      `${verb} ROLE ${role} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
    );
    await client.query(`GRANT ${groupRoles.join(", ")} TO ${role}`);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}
