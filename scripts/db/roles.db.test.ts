import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { runStatement } from "../../lib/testing/test-database.ts";
import { createRuntimeLogin } from "./roles.ts";

const { mode, ownerUrl, runtimeUrl } = inject("testDatabase");

describe("a login that exists", () => {
  const name = `frontdesk_there_${randomBytes(5).toString("hex")}`;
  const there = () =>
    runStatement(
      ownerUrl,
      `SELECT rolcanlogin, rolinherit, rolcreatedb FROM pg_roles WHERE rolname = '${name}'`,
    );
  beforeEach(() => runStatement(ownerUrl, `CREATE ROLE ${name} NOLOGIN`));
  afterEach(() => runStatement(ownerUrl, `DROP ROLE ${name}`));

  test("may sign in afterwards, and inherits nothing", async () => {
    await createRuntimeLogin(ownerUrl, name, "secret");
    expect(await there()).toEqual([{ rolcanlogin: true, rolinherit: false, rolcreatedb: false }]);
  });

  test.each([
    ["SUPERUSER", "is a superuser"],
    ["BYPASSRLS", "bypasses row-level security"],
    ["CREATEROLE", "may create roles"],
    ["CREATEDB CREATEROLE", "may create roles, may create databases"],
  ])("and has %s is refused, and stays as it was", async (option, powers) => {
    await runStatement(ownerUrl, `ALTER ROLE ${name} ${option}`);
    await expect(createRuntimeLogin(ownerUrl, name, "secret")).rejects.toThrow(
      `The login ${name} exists already and ${powers}, which`,
    );
    expect(await there()).toMatchObject([{ rolcanlogin: false, rolinherit: true }]);
  });
});

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
