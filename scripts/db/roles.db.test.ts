import { expect, inject, test } from "vitest";
import { runStatement } from "../../lib/testing/test-database.ts";

const { mode, runtimeUrl } = inject("testDatabase");

// On the embedded Postgres every login is a superuser.
if (mode === "server") {
  test("the runtime login owns nothing, bypasses nothing and inherits nothing", async () => {
    const [login] = await runStatement(
      runtimeUrl,
      `SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit,
         (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned
       FROM pg_roles WHERE rolname = current_user`,
    );
    expect(login).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolinherit: false,
      owned: 0,
    });
  });

  test("the runtime login sees a table only after taking on a role", async () => {
    const count = "SELECT count(*)::int AS n FROM public.tenant";
    await expect(runStatement(runtimeUrl, count)).rejects.toThrow("permission denied");
    const taken = `BEGIN; SET LOCAL ROLE frontdesk_app; ${count}; COMMIT`;
    await runStatement(runtimeUrl, taken);
  });
}
