import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Scope } from "@/lib/platform/db/scope";
import { withAudit, withTenant } from "@/lib/platform/db/transaction";
import { type Verdict, verifyAuditLogs } from "../../../../scripts/audit/verify.ts";
import { GRACE_MS, MAX_BATCH, sealAuditLogs, sealBatch } from "./seal-service";

const { mode, ownerUrl, runtimeUrl } = inject("testDatabase");
const owner = new pg.Client({ connectionString: ownerUrl });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

const ago = (ms: number) => new Date(Date.now() - ms);

async function addOrganization(tenantId = newId()): Promise<Scope> {
  const organizationId = newId();
  await owner.query("INSERT INTO tenant (id, name) VALUES ($1, 'Sealed') ON CONFLICT DO NOTHING", [
    tenantId,
  ]);
  await owner.query(
    "INSERT INTO organization (tenant_id, id, slug, name) VALUES ($1, $2, $3, 'Sealed')",
    [tenantId, organizationId, organizationId],
  );
  return { tenantId, organizationId };
}

/** Writes events as the application does, each a millisecond after the one before. Returns their ids. */
async function addEvents(scope: Scope, count: number, from = ago(3 * GRACE_MS)): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await withTenant(scope, (tx) =>
    tx.auditEvent.createMany({
      data: ids.map((id, nth) => ({
        ...scope,
        id,
        at: new Date(from.getTime() + nth),
        actorKind: "user",
        actorId: newId(),
        action: "document.created",
        recordId: nth % 2 ? newId() : null,
        traceId: randomUUID().replaceAll("-", ""),
      })),
    }),
  );
  return ids;
}

/** A tenant whose six events are sealed by twos. */
async function addSealed() {
  const scope = await addOrganization();
  const ids = await addEvents(scope, 6);
  for (const _ of [1, 2, 3]) expect(await sealBatch(scope.tenantId, 2)).toBe(2);
  return { ...scope, ids };
}

async function verdictOf(tenantId: string, head?: string): Promise<Verdict | undefined> {
  const heads = new Map(head === undefined ? [] : [[tenantId, head]]);
  const verdicts = await verifyAuditLogs(runtimeUrl, heads);
  return verdicts.find((verdict) => verdict.tenantId === tenantId);
}

const faultOf = async (tenantId: string) => (await verdictOf(tenantId))?.fault;

describe("what nobody broke", () => {
  test("is told with its counts and its head", async () => {
    const { tenantId, organizationId } = await addSealed();
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
    const { tenantId } = await addOrganization();
    expect(await sealBatch(tenantId)).toBe(0);
    expect(await verdictOf(tenantId)).toMatchObject({ seals: 0, head: undefined });
    expect(await faultOf(tenantId)).toBeUndefined();
  });

  test("a run seals all of every tenant in bounded batches, and the next finds nothing", async () => {
    const many = await addOrganization();
    await addEvents(many, 2 * MAX_BATCH + 1);
    const few = await addOrganization();
    await addEvents(few, 1);
    expect(await sealAuditLogs()).toBeGreaterThanOrEqual(2 * MAX_BATCH + 2);
    const whole = { unsealed: 0, fault: undefined };
    expect(await verdictOf(many.tenantId)).toMatchObject({ seals: 3, rows: 1001, ...whole });
    expect(await verdictOf(few.tenantId)).toMatchObject({ seals: 1, rows: 1, ...whole });
    expect(await sealAuditLogs()).toBe(0);
  });

  test("rows of one moment that fall into two batches are sealed once each", async () => {
    const scope = await addOrganization();
    const at = ago(2 * GRACE_MS);
    for (const _ of [1, 2, 3]) await addEvents(scope, 1, at);
    while (await sealBatch(scope.tenantId, 1)) continue;
    expect(await verdictOf(scope.tenantId)).toMatchObject({ seals: 3, rows: 3, fault: undefined });
  });

  test("sealers at the same moment seal each row once", async () => {
    const scope = await addOrganization();
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
    const { tenantId, organizationId } = await addSealed();
    await addEvents({ tenantId, organizationId }, 2, new Date());
    expect(await sealBatch(tenantId)).toBe(2);
    await addEvents({ tenantId, organizationId }, 1, ago(GRACE_MS / 2));
    expect(await verdictOf(tenantId)).toMatchObject({ unsealed: 1, fault: undefined });
    expect(await sealBatch(tenantId)).toBe(1);
    expect(await verdictOf(tenantId)).toMatchObject({ rows: 9, unsealed: 0, fault: undefined });
  });

  test("a deleted organization takes its rows along and leaves the chain whole", async () => {
    const first = await addOrganization();
    const second = await addOrganization(first.tenantId);
    await addEvents(first, 3);
    await addEvents(second, 3);
    for (const _ of [1, 2]) await sealBatch(first.tenantId, 3);
    await owner.query("DELETE FROM organization WHERE id = $1", [second.organizationId]);
    expect(await verdictOf(first.tenantId)).toMatchObject({
      rows: 6,
      goneWithOrganization: 3,
      fault: undefined,
    });
  });

  test("a deleted tenant leaves nothing, and is missed where its head was noted", async () => {
    const { tenantId } = await addSealed();
    const head = (await verdictOf(tenantId))?.head;
    await owner.query("DELETE FROM tenant WHERE id = $1", [tenantId]);
    expect(await verdictOf(tenantId)).toBeUndefined();
    expect((await verdictOf(tenantId, head))?.fault).toContain("has no seal");
  });
});

// Transactions of the embedded Postgres wait for each other: only a server has two at once.
describe.runIf(mode === "server")("beside another transaction", () => {
  test("a row is not skipped when its transaction commits after a younger row was sealed", async () => {
    const scope = await addOrganization();
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
    const { tenantId, organizationId } = await addSealed();
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
});

describe("what somebody broke", () => {
  test.each([
    ["actor_kind", "'job'"],
    ["actor_id", "'somebody else'"],
    ["action", "'document.deleted'"],
    ["record_id", "'null'"],
    ["trace_id", "'another'"],
    ["at", "at + interval '1 millisecond'"],
    ["at", "'infinity'"],
  ])("a row's %s that became %s", async (column, value) => {
    const { tenantId, ids } = await addSealed();
    await owner.query(`UPDATE audit_event SET ${column} = ${value} WHERE id = $1`, [ids[2]]);
    expect(await faultOf(tenantId)).toContain(`row ${ids[2]} (position 3, seal 2) was changed`);
  });

  test("the first of two", async () => {
    const { tenantId, ids } = await addSealed();
    await owner.query("UPDATE audit_event SET action = 'x' WHERE id = ANY ($1)", [
      [ids[5], ids[1]],
    ]);
    expect(await faultOf(tenantId)).toContain(`row ${ids[1]} (position 2, seal 1) was changed`);
  });

  test("a row that was deleted", async () => {
    const { tenantId, ids } = await addSealed();
    await owner.query("DELETE FROM audit_event WHERE id = $1", [ids[3]]);
    expect(await faultOf(tenantId)).toBe(`row ${ids[3]} (position 4, seal 2) is missing`);
  });

  test("a row that went to another organization", async () => {
    const { tenantId, ids } = await addSealed();
    const { organizationId } = await addOrganization(tenantId);
    await owner.query("UPDATE audit_event SET organization_id = $1 WHERE id = $2", [
      organizationId,
      ids[3],
    ]);
    expect(await faultOf(tenantId)).toBe(`row ${ids[3]} (position 4, seal 2) is missing`);
  });

  test.each([
    [3, "position 4, seal 2"],
    [5, "position 6, seal 3"],
  ])("row %i that was deleted with its entry", async (nth, place) => {
    const { tenantId, ids } = await addSealed();
    await owner.query("DELETE FROM audit_event WHERE id = $1", [ids[nth]]);
    await owner.query("DELETE FROM audit_sealed_entry WHERE event_id = $1", [ids[nth]]);
    expect(await faultOf(tenantId)).toBe(
      `the row at ${place} is missing, with its place in the chain`,
    );
  });

  test("two rows that changed places", async () => {
    const { tenantId, ids } = await addSealed();
    const between = newId();
    for (const [from, to] of [
      [ids[2], between],
      [ids[4], ids[2]],
      [between, ids[4]],
    ]) {
      await owner.query("UPDATE audit_event SET id = $2 WHERE id = $1", [from, to]);
    }
    expect(await faultOf(tenantId)).toContain(`row ${ids[2]} (position 3, seal 2) was changed`);
  });

  test("two places in the chain that were swapped", async () => {
    const { tenantId, ids } = await addSealed();
    await owner.query(
      "UPDATE audit_sealed_entry SET position = 7 - position WHERE event_id = ANY ($1)",
      [[ids[2], ids[3]]],
    );
    expect(await faultOf(tenantId)).toContain(`row ${ids[3]} (position 3, seal 2) was changed`);
  });

  test.each([
    ["at its end", 5, false, "is extra"],
    ["at a place that is taken", 4, false, "is extra"],
    ["in its midst, moving the others on", 4, true, "was changed"],
  ])("a row that was put into a seal %s", async (_, position, moving, what) => {
    const { tenantId, organizationId, ids } = await addSealed();
    if (moving) {
      await owner.query(
        "UPDATE audit_sealed_entry SET position = position + 1 WHERE tenant_id = $1 AND position >= $2",
        [tenantId, position],
      );
    }
    const [planted] = await addEvents({ tenantId, organizationId }, 1);
    await owner.query(
      "INSERT INTO audit_sealed_entry SELECT tenant_id, organization_id, $1, 2, $2, hash FROM audit_sealed_entry WHERE event_id = $3",
      [planted, position, ids[3]],
    );
    const fault = await faultOf(tenantId);
    expect(fault).toContain(`row ${planted}`);
    expect(fault).toContain(what);
  });

  test("a row whose hash in the chain was changed", async () => {
    const { tenantId, ids } = await addSealed();
    await owner.query("UPDATE audit_sealed_entry SET hash = 'x' WHERE event_id = $1", [ids[2]]);
    expect(await faultOf(tenantId)).toContain(`row ${ids[2]} (position 3, seal 2) was changed`);
  });

  test.each([
    ["first_position", "2"],
    ["last_position", "5"],
    ["row_count", "1"],
    ["row_count", "3"],
    ["version", "2"],
    ["hash", "md5(hash)"],
    ["complete_until", "complete_until + interval '1 hour'"],
    ["sealed_at", "sealed_at - interval '1 hour'"],
  ])("a seal's %s that became %s", async (column, value) => {
    const { tenantId } = await addSealed();
    await owner.query(
      `UPDATE audit_seal SET ${column} = ${value} WHERE tenant_id = $1 AND sequence = 2`,
      [tenantId],
    );
    expect(await faultOf(tenantId)).toBe("seal 2 was changed");
  });

  test("a seal that names another one before it", async () => {
    const { tenantId } = await addSealed();
    await owner.query(
      "UPDATE audit_seal SET previous_hash = md5('x') WHERE tenant_id = $1 AND sequence = 2",
      [tenantId],
    );
    expect(await faultOf(tenantId)).toContain("the chain is broken: seal 2");
  });

  test.each([1, 2])("seal %i that was deleted", async (sequence) => {
    const { tenantId } = await addSealed();
    await owner.query("DELETE FROM audit_seal WHERE tenant_id = $1 AND sequence = $2", [
      tenantId,
      sequence,
    ]);
    expect(await faultOf(tenantId)).toBe(`seal ${sequence} is missing`);
  });

  test("an end that was cut off, by who noted the head elsewhere and by nobody else", async () => {
    const { tenantId } = await addSealed();
    const head = (await verdictOf(tenantId))?.head;
    await owner.query("DELETE FROM audit_seal WHERE tenant_id = $1 AND sequence = 3", [tenantId]);
    expect(await faultOf(tenantId)).toBeUndefined();
    await sealBatch(tenantId);
    expect(await faultOf(tenantId)).toBeUndefined();
    expect((await verdictOf(tenantId, head))?.fault).toContain(`the chain has no seal ${head}`);
  });

  test("a row written behind the seals, which no later seal takes in", async () => {
    const { tenantId, organizationId } = await addSealed();
    const [planted] = await addEvents({ tenantId, organizationId }, 1, ago(4 * GRACE_MS));
    const named = `row ${planted} was written behind the seals`;
    expect(await faultOf(tenantId)).toContain(named);
    await addEvents({ tenantId, organizationId }, 1, new Date());
    expect(await sealBatch(tenantId)).toBe(1);
    expect(await faultOf(tenantId)).toContain(named);
  });
});

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
    const { tenantId } = await addSealed();
    const denied = withAudit(tenantId, (tx) => {
      const raw = tx as unknown as { $executeRawUnsafe: (sql: string) => Promise<number> };
      return raw.$executeRawUnsafe(statement);
    });
    await expect(denied).rejects.toThrow("permission denied");
  });

  test("the sealer sees the rows of its tenant alone", async () => {
    const [first, second] = [await addSealed(), await addSealed()];
    const seen = await withAudit(first.tenantId, async (tx) => [
      ...(await tx.auditEvent.findMany()),
      ...(await tx.auditSeal.findMany()),
      ...(await tx.auditSealedEntry.findMany()),
    ]);
    expect(new Set(seen.map(({ tenantId }) => tenantId))).toEqual(new Set([first.tenantId]));
    expect(seen).toHaveLength(6 + 3 + 6);
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
    const { tenantId, organizationId } = await addSealed();
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
