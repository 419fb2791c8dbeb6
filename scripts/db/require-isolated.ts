import pg from "pg";

/**
 * Rejects with one clear sentence when row-level security does not bind the login of `url`, or a role that it may take
 * on: every tenant would be open to it. The application looks again at its own start, deeper.
 */
export async function requireIsolated(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; own: boolean; superuser: boolean }>(
      `SELECT rolname AS name, rolname = session_user AS own, rolsuper AS superuser
       FROM pg_roles
       WHERE (rolsuper OR rolbypassrls) AND pg_has_role(session_user, oid, 'MEMBER')
       ORDER BY own DESC, name`,
    );
    const free = rows[0];
    if (!free) return;
    const what = free.superuser ? "a superuser" : "a role that bypasses row-level security";
    throw new Error(
      `The login in DATABASE_URL ${free.own ? `is ${what}` : `may become ${free.name}, ${what}`}, so tenants would not be isolated: use the one that npm run db:roles makes.`,
    );
  } finally {
    await client.end();
  }
}
