import type pg from "pg";

/** The same as frontdesk_app on the table that is measured, but that no policy binds it. */
export const UNBOUND_ROLE = "bench_unbound";

/** Makes the role and lets the login of `runtime` become it. */
export async function createUnboundRole(owner: pg.Client, runtime: pg.Client): Promise<void> {
  await owner.query(`CREATE ROLE ${UNBOUND_ROLE} NOLOGIN BYPASSRLS`);
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${UNBOUND_ROLE}`);
  await owner.query(`GRANT SELECT, UPDATE ON knowledge_document TO ${UNBOUND_ROLE}`);
  // On the embedded Postgres the login has another name than the URL says.
  const { rows } = await runtime.query<{ login: string }>("SELECT session_user AS login");
  const login = owner.escapeIdentifier(rows[0]!.login);
  await owner.query(`GRANT ${UNBOUND_ROLE} TO ${login}`);
}
