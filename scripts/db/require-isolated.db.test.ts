import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { runStatement } from "../../lib/testing/test-database.ts";
import { freePorts } from "../test/product.ts";
import { requireIsolated } from "./require-isolated.ts";

const { mode, ownerUrl, runtimeUrl } = inject("testDatabase");

// On the embedded Postgres every login is a superuser.
if (mode === "embedded") {
  test("a superuser is refused in one sentence", async () => {
    await expect(requireIsolated(ownerUrl)).rejects.toThrow(
      /^The login in DATABASE_URL is a superuser, so tenants would not be isolated: .+ npm run db:roles makes\.$/,
    );
  });

  test("and keeps the product from starting", async () => {
    const [port, sitePort] = await freePorts(2);
    const folder = mkdtempSync(join(tmpdir(), "frontdesk-isolated-"));
    const { status, stderr } = spawnSync(process.execPath, ["scripts/start/check.ts"], {
      encoding: "utf8",
      env: {
        ...process.env,
        DATABASE_URL: ownerUrl,
        PORT: String(port),
        DEMO_SITE_PORT: String(sitePort),
        FRONTDESK_DATA_DIR: folder,
      },
    });
    rmSync(folder, { recursive: true });
    expect(stderr).toContain("The login in DATABASE_URL is a superuser");
    expect(status).toBe(1);
  });
} else {
  const name = `bypassing_${randomBytes(6).toString("hex")}`;
  const login = new URL(ownerUrl);
  login.username = name;
  login.password = "p";
  const allow = (option: string) => runStatement(ownerUrl, `ALTER ROLE ${name} ${option}`);

  beforeAll(async () => {
    await runStatement(ownerUrl, `CREATE ROLE ${name} LOGIN PASSWORD 'p'`);
    await runStatement(ownerUrl, `CREATE ROLE ${name}_group NOLOGIN BYPASSRLS`);
  });
  afterAll(async () => {
    await runStatement(ownerUrl, `DROP ROLE ${name}`);
    await runStatement(ownerUrl, `DROP ROLE ${name}_group`);
  });

  test("the login that npm run db:roles makes is let through", async () => {
    await expect(requireIsolated(runtimeUrl)).resolves.toBeUndefined();
  });

  test("a login that row-level security does not bind is refused in one sentence", async () => {
    await expect(requireIsolated(login.href)).resolves.toBeUndefined();
    await allow("BYPASSRLS");
    await expect(requireIsolated(login.href)).rejects.toThrow(
      "is a role that bypasses row-level security, so",
    );
    await allow("NOBYPASSRLS SUPERUSER");
    await expect(requireIsolated(login.href)).rejects.toThrow("is a superuser, so");
    await allow("NOSUPERUSER");
    await runStatement(ownerUrl, `GRANT ${name}_group TO ${name}`);
    await expect(requireIsolated(login.href)).rejects.toThrow(
      `may become ${name}_group, a role that bypasses row-level security, so`,
    );
  });
}
