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
 * roles of the migrations for a transaction, inherits nothing of them and owns nothing. Rejects when
 * the login exists and has powers that it must not have.
 */
export async function createRuntimeLogin(
  ownerUrl: string,
  name: string,
  password: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const verb = (await exists(client, name)) ? "ALTER" : "CREATE";
    const role = client.escapeIdentifier(name);
    await client.query("BEGIN");
    // A new role has none of the powers that `exists` refuses. PostgreSQL 16 lets only a superuser name them, even to take them away.
    await client.query(
      `${verb} ROLE ${role} LOGIN NOINHERIT PASSWORD ${client.escapeLiteral(password)}`,
    );
    await client.query(`GRANT ${groupRoles.join(", ")} TO ${role}`);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ powers: string }>(
    `SELECT concat_ws(', ', CASE WHEN rolsuper THEN 'is a superuser' END,
       CASE WHEN rolbypassrls THEN 'bypasses row-level security' END,
       CASE WHEN rolcreaterole THEN 'may create roles' END,
       CASE WHEN rolcreatedb THEN 'may create databases' END) AS powers
     FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  if (rows[0]?.powers) {
    throw new Error(
      `The login ${name} exists already and ${rows[0].powers}, which the application's login must not: choose another name, or take that from it as a superuser.`,
    );
  }
  return rows.length > 0;
}
