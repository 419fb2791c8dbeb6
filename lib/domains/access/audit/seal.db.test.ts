import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAudit, withTenant } from "@/lib/platform/db/transaction";
import {
  addEvents,
  addOrganization,
  addSealed,
  ago,
  removeTenants,
  verdictOf,
} from "@/lib/testing/audit-seals";
import { GRACE_MS, MAX_BATCH, sealBatch, sealPage } from "./seal-service";

const { mode, ownerUrl } = inject("testDatabase");
const owner = new pg.Client({ connectionString: ownerUrl });
beforeAll(async () => {
  await owner.connect();
  await removeTenants(owner);
});
afterAll(() => owner.end());

/** Goes over all pages as the job does; returns how many tenants failed. */
async function sealAll(): Promise<number> {
  let failed = 0;
  for (let after: string | null | undefined; after !== null;) {
    const page = await sealPage(after, new AbortController().signal);
    failed += page.failed;
    after = page.next;
  }
  return failed;
}

describe("what nobody broke", () => {
  test("is told with its counts and its head", async () => {
    const { tenantId, organizationId } = await addSealed(owner);
    await addEvents({ tenantId, organizationId }, 1, new Date());
    const { rows } = await owner.query<{ hash: string }>(
      "SELECT hash FROM audit_seal WHERE tenant_id = $1 AND sequence = 3",
      [tenantId],
    );
    const head = rows[0]?.hash ?? "";
    expect(await verdictOf(tenantId, head)).toEqual({
      tenantId,
      seals: 3,
      rows: 6,
      goneWithOrganization: 0,
      unsealed: 1,
      head,
      fault: undefined,
    });
  });

  test("an empty log has no seal", async () => {
    const { tenantId } = await addOrganization(owner);
    expect(await sealBatch(tenantId)).toBe(0);
    expect(await verdictOf(tenantId)).toMatchObject({
      seals: 0,
      head: undefined,
      fault: undefined,
    });
  });

  test("a run seals all of every tenant in bounded batches, and the next finds nothing", async () => {
    const many = await addOrganization(owner);
    await addEvents(many, 2 * MAX_BATCH + 1);
    const few = await addOrganization(owner);
    await addEvents(few, 1);
    expect(await sealAll()).toBe(0);
    const whole = { unsealed: 0, fault: undefined };
    expect(await verdictOf(many.tenantId)).toMatchObject({ seals: 3, rows: 1001, ...whole });
    expect(await verdictOf(few.tenantId)).toMatchObject({ seals: 1, rows: 1, ...whole });
    const before = await owner.query("SELECT count(*) FROM audit_seal");
    await sealAll();
    expect((await owner.query("SELECT count(*) FROM audit_seal")).rows).toEqual(before.rows);
  });

  test("a tenant whose log cannot be sealed keeps no other waiting and is told of at the end", async () => {
    const poisoned = await addSealed(owner);
    await owner.query("UPDATE audit_seal SET last_position = 2147483647 WHERE tenant_id = $1", [
      poisoned.tenantId,
    ]);
    const next = await addOrganization(owner);
    for (const scope of [poisoned, next]) {
      const { tenantId, organizationId } = scope;
      await addEvents({ tenantId, organizationId }, 1, new Date());
    }
    expect(await sealAll()).toBe(1);
    expect(await verdictOf(next.tenantId)).toMatchObject({ rows: 1, unsealed: 0 });
    await owner.query("DELETE FROM tenant WHERE id = $1", [poisoned.tenantId]);
  });

  test("rows of one moment that fall into two batches are sealed once each", async () => {
    const scope = await addOrganization(owner);
    const at = ago(2 * GRACE_MS);
    await Promise.all(Array.from({ length: 3 }, () => addEvents(scope, 1, at)));
    while (await sealBatch(scope.tenantId, 1)) continue;
    expect(await verdictOf(scope.tenantId)).toMatchObject({ seals: 3, rows: 3, fault: undefined });
  });

  test("sealers at the same moment seal each row once", async () => {
    const scope = await addOrganization(owner);
    await addEvents(scope, 40);
    const sealed = await Promise.all(
      Array.from({ length: 8 }, () => sealBatch(scope.tenantId, 10)),
    );
    const rows = sealed.reduce((sum, count) => sum + count, 0);
    expect(await verdictOf(scope.tenantId)).toMatchObject({ rows, fault: undefined });
    while (await sealBatch(scope.tenantId, 10)) continue;
    expect(await verdictOf(scope.tenantId)).toMatchObject({ rows: 40, unsealed: 0 });
  });

  test("a row that was committed late is sealed by the next batch", async () => {
    const { tenantId, organizationId } = await addSealed(owner);
    await addEvents({ tenantId, organizationId }, 2, new Date());
    expect(await sealBatch(tenantId)).toBe(2);
    await addEvents({ tenantId, organizationId }, 1, ago(GRACE_MS / 2));
    expect(await verdictOf(tenantId)).toMatchObject({ unsealed: 1, fault: undefined });
    expect(await sealBatch(tenantId)).toBe(1);
    expect(await verdictOf(tenantId)).toMatchObject({ rows: 9, unsealed: 0, fault: undefined });
  });

  test("a deleted organization takes its rows along and leaves the chain whole", async () => {
    const first = await addOrganization(owner);
    const second = await addOrganization(owner, first.tenantId);
    await addEvents(first, 3);
    await addEvents(second, 3);
    while (await sealBatch(first.tenantId, 3)) continue;
    await owner.query("DELETE FROM organization WHERE id = $1", [second.organizationId]);
    expect(await verdictOf(first.tenantId)).toMatchObject({
      rows: 6,
      goneWithOrganization: 3,
      fault: undefined,
    });
  });

  test("a deleted tenant leaves nothing, and is missed where its head was noted", async () => {
    const { tenantId } = await addSealed(owner);
    const head = (await verdictOf(tenantId))?.head;
    await owner.query("DELETE FROM tenant WHERE id = $1", [tenantId]);
    expect(await verdictOf(tenantId)).toBeUndefined();
    expect((await verdictOf(tenantId, head))?.fault).toContain("has no seal");
  });
});

// Transactions of the embedded Postgres wait for each other: only a server has two at once.
function besideAnother() {
  test("a row is not skipped when its transaction commits after a younger row was sealed", async () => {
    const scope = await addOrganization(owner);
    await owner.query("BEGIN");
    await owner.query(
      `INSERT INTO audit_event (tenant_id, organization_id, id, actor_kind, actor_id, action, trace_id)
       VALUES ($1, $2, $3, 'user', 'u', 'document.created', 't')`,
      [scope.tenantId, scope.organizationId, newId()],
    );
    await addEvents(scope, 1, new Date(Date.now() + 1));
    expect(await sealBatch(scope.tenantId)).toBe(1);
    await owner.query("COMMIT");
    expect(await verdictOf(scope.tenantId)).toMatchObject({ unsealed: 1, fault: undefined });
    expect(await sealBatch(scope.tenantId)).toBe(1);
    expect(await verdictOf(scope.tenantId)).toMatchObject({ rows: 2, fault: undefined });
  });

  test("a sealer whose sequence another one takes changes nothing", async () => {
    const { tenantId, organizationId } = await addSealed(owner);
    await addEvents({ tenantId, organizationId }, 1, new Date());
    await owner.query("BEGIN");
    await owner.query(
      `INSERT INTO audit_seal SELECT tenant_id, 4, version, first_position, last_position, row_count, previous_hash, hash,
         complete_until, sealed_at FROM audit_seal WHERE tenant_id = $1 AND sequence = 3`,
      [tenantId],
    );
    const second = sealBatch(tenantId);
    await expect
      .poll(async () => {
        const { rows } = await owner.query(
          "SELECT FROM pg_stat_activity WHERE application_name = 'frontdesk_audit' AND wait_event_type = 'Lock'",
        );
        return rows.length;
      })
      .toBe(1);
    await owner.query("COMMIT");
    expect(await second).toBe(0);
    await owner.query("DELETE FROM audit_seal WHERE tenant_id = $1 AND sequence = 4", [tenantId]);
    expect(await verdictOf(tenantId)).toMatchObject({ rows: 6, unsealed: 1, fault: undefined });
  });
}

if (mode === "server") describe("beside another transaction", besideAnother);

describe("who may what", () => {
  test.each([
    "UPDATE audit_seal SET hash = hash",
    "DELETE FROM audit_seal",
    "TRUNCATE audit_seal CASCADE",
    "UPDATE audit_sealed_entry SET hash = hash",
    "DELETE FROM audit_sealed_entry",
    "UPDATE audit_event SET action = action",
    "DELETE FROM audit_event",
    "INSERT INTO audit_event SELECT * FROM audit_event",
    "SELECT name FROM tenant",
    "SELECT slug FROM organization",
    "SELECT * FROM message",
  ])("the sealer may not: %s", async (statement) => {
    const { tenantId } = await addSealed(owner);
    const denied = withAudit(tenantId, (tx) => {
      const raw = tx as unknown as { $executeRawUnsafe: (sql: string) => Promise<number> };
      return raw.$executeRawUnsafe(statement);
    });
    await expect(denied).rejects.toThrow("permission denied");
  });

  test("the sealer sees the rows of its tenant alone", async () => {
    const [first, second] = [await addSealed(owner), await addSealed(owner)];
    const seen = await withAudit(first.tenantId, async (tx) => [
      ...(await tx.auditEvent.findMany()),
      ...(await tx.auditSeal.findMany()),
      ...(await tx.auditSealedEntry.findMany()),
    ]);
    expect(new Set(seen.map(({ tenantId }) => tenantId))).toEqual(new Set([first.tenantId]));
    expect(seen).toHaveLength(6 + 3 + 6);
    const organizations = await withAudit(first.tenantId, (tx) =>
      tx.organization.findMany({ select: { id: true } }),
    );
    expect(organizations).toEqual([{ id: first.organizationId }]);
    expect(await withAudit(undefined, (tx) => tx.auditEvent.count())).toBe(0);
    const forged = withAudit(first.tenantId, (tx) =>
      tx.auditSealedEntry.create({
        data: {
          tenantId: second.tenantId,
          organizationId: second.organizationId,
          eventId: newId(),
          sequence: 1,
          position: 3,
          hash: "x",
        },
      }),
    );
    await expect(forged).rejects.toThrow("row-level security");
  });

  test("the application reads seals and makes none", async () => {
    const { tenantId, organizationId } = await addSealed(owner);
    const scope = { tenantId, organizationId };
    expect(await withTenant(scope, (tx) => tx.auditSeal.count())).toBe(3);
    for (const table of ["audit_seal", "audit_sealed_entry"]) {
      const denied = withTenant(scope, (tx) => {
        const raw = tx as unknown as { $executeRawUnsafe: (sql: string) => Promise<number> };
        return raw.$executeRawUnsafe(`INSERT INTO ${table} SELECT * FROM ${table}`);
      });
      await expect(denied, table).rejects.toThrow("permission denied");
    }
  });
});
