import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  createTestDatabase,
  type OwnDatabase,
  runStatement,
} from "../../lib/testing/test-database.ts";
import { migrate } from "../db/migrate.ts";

const tenantId = "019c0000-0000-7000-8000-000000000001";
const organizationId = "019c0000-0000-7000-8000-000000000002";
let own: OwnDatabase;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-audit-"));
  own = await createTestDatabase();
  await migrate(own.ownerUrl, () => undefined);
  await own.allowRuntime();
  await runStatement(own.ownerUrl, `INSERT INTO tenant (id, name) VALUES ('${tenantId}', 'One')`);
  await runStatement(
    own.ownerUrl,
    `INSERT INTO organization (tenant_id, id, slug, name) VALUES ('${tenantId}', '${organizationId}', 'one', 'One')`,
  );
  await runStatement(
    own.ownerUrl,
    `INSERT INTO audit_event (tenant_id, organization_id, id, actor_kind, actor_id, action, trace_id)
     VALUES ('${tenantId}', '${organizationId}', gen_random_uuid(), 'user', 'u', 'account.created', 't')`,
  );
});
afterEach(async () => {
  await own.remove();
  rmSync(folder, { recursive: true });
});

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/audit.ts", ...args], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: own.runtimeUrl, FRONTDESK_DATA_DIR: folder },
  });
  return { status, lines: stdout.trim().split("\n"), stderr };
}

test("the command tells of every tenant and ends with 0, with 1 once something is broken", async () => {
  expect(verify()).toEqual({
    status: 0,
    lines: [
      `tenant ${tenantId}: 0 seals, 0 rows sealed, 1 not yet; head none`,
      "1 tenants, 0 seals, 0 rows sealed, 1 not yet: nothing is broken.",
    ],
    stderr: "",
  });
  await runStatement(
    own.ownerUrl,
    `INSERT INTO audit_seal (tenant_id, sequence, version, first_position, last_position, row_count, previous_hash, hash,
       complete_until, sealed_at) VALUES ('${tenantId}', 2, 1, 1, 1, 1, '', '', now(), now())`,
  );
  expect(verify()).toEqual({
    status: 1,
    lines: [
      `BROKEN tenant ${tenantId}: seal 1 is missing`,
      "The audit log is broken in 1 of 1 tenants.",
    ],
    stderr: "",
  });
});

test("a head that is none is refused, and one that is gone is a break", () => {
  const refused = verify("--head", "x=y");
  expect([refused.status, refused.stderr.trim()]).toEqual([
    1,
    "usage: npm run audit:verify [-- --head <tenant id>=<hash> …]",
  ]);
  const hash = "a".repeat(64);
  const gone = verify("--head", `${tenantId}=${hash}`);
  expect([gone.status, gone.lines[0]]).toEqual([
    1,
    `BROKEN tenant ${tenantId}: the chain has no seal ${hash}: its end was cut off, or it was written anew`,
  ]);
});
