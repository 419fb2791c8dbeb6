import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, test } from "vitest";
import { runStatement } from "@/lib/testing/test-database";
import { createRuntimeLogin } from "../../../scripts/db/roles.ts";
import { findRoleFaults } from "./role-check";

const { mode, ownerUrl } = inject("testDatabase");

test("the login of the application is without fault", async () => {
  expect(await findRoleFaults()).toEqual([]);
});

const START = `import { startProcess } from "@/lib/domains/ops/start-process";
await startProcess();
console.log("started");
process.exit(0);`;

/** Starts the application's own start on a login, in a process of its own. */
async function startAs(url: string): Promise<{ code: number; output: string }> {
  const child = spawn(
    process.execPath,
    ["--import=./scripts/processes/app-modules.ts", "--input-type=module", "--eval", START],
    { env: { ...process.env, DATABASE_URL: url, DATABASE_MODE: "server", LOG_LEVEL: "error" } },
  );
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, "close")) as [number];
  return { code, output: (await output).join("") };
}

// On the embedded Postgres every login is a superuser.
if (mode === "server") {
  describe("a login that tenants are not isolated from", () => {
    const made: string[] = [];
    const loginThat = async (statement: (role: string) => string) => {
      const name = `frontdesk_bad_${randomBytes(5).toString("hex")}`;
      await createRuntimeLogin(ownerUrl, name, "secret");
      made.push(name);
      await runStatement(ownerUrl, statement(name));
      const url = new URL(ownerUrl);
      url.username = name;
      url.password = "secret";
      return url.href;
    };
    afterAll(async () => {
      for (const role of made) {
        await runStatement(ownerUrl, `DROP OWNED BY ${role}`);
        await runStatement(ownerUrl, `DROP ROLE IF EXISTS ${role}, ${role}_group`);
      }
    });

    test.each([
      ["is a superuser", (role: string) => `ALTER ROLE ${role} SUPERUSER`],
      ["bypasses row-level security", (role: string) => `ALTER ROLE ${role} BYPASSRLS`],
      [
        "owns tables",
        (role: string) =>
          `CREATE TABLE engine.${role} (); ALTER TABLE engine.${role} OWNER TO ${role}`,
      ],
      [
        "may become a role that bypasses row-level security",
        (role: string) =>
          `CREATE ROLE ${role}_group NOLOGIN BYPASSRLS; GRANT ${role}_group TO ${role}`,
      ],
    ])("that %s ends the start with one clear sentence", async (fault, statement) => {
      const { code, output } = await startAs(await loginThat(statement));
      expect(output).toContain("Refusing to start");
      expect(output).toContain(fault);
      expect(output).not.toContain("started");
      expect(output).not.toContain("secret@");
      expect(code).toBe(1);
    });

    test("and one that is bound starts", async () => {
      const { code, output } = await startAs(await loginThat(() => "SELECT 1"));
      expect([code, output]).toEqual([0, expect.stringContaining("started")]);
    });
  });
}
