import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { GRACE_MS, sealBatch } from "@/lib/domains/access/audit/seal-service";
import {
  addEvents,
  addOrganization,
  addSealed,
  ago,
  removeTenants,
  verdictOf,
} from "@/lib/testing/audit-seals";

const { ownerUrl } = inject("testDatabase");
const owner = new pg.Client({ connectionString: ownerUrl });
beforeAll(async () => {
  await owner.connect();
  await removeTenants(owner);
});
afterAll(() => owner.end());

const faultOf = async (tenantId: string) => (await verdictOf(tenantId))?.fault;

test.each([
  ["actor_kind", "'job'"],
  ["actor_id", "'somebody else'"],
  ["action", "'document.deleted'"],
  ["record_id", "'null'"],
  ["network", "'0f1e2d3c4b5a'"],
  ["trace_id", "'another'"],
  ["at", "at + interval '1 millisecond'"],
  ["at", "'infinity'"],
])("a row's %s that became %s", async (column, value) => {
  const { tenantId, ids } = await addSealed(owner);
  await owner.query(`UPDATE audit_event SET ${column} = ${value} WHERE id = $1`, [ids[2]]);
  expect(await faultOf(tenantId)).toContain(`row ${ids[2]} (position 3, seal 2) was changed`);
});

test("the first of two", async () => {
  const { tenantId, ids } = await addSealed(owner);
  await owner.query("UPDATE audit_event SET action = 'x' WHERE id = ANY ($1)", [[ids[5], ids[1]]]);
  expect(await faultOf(tenantId)).toContain(`row ${ids[1]} (position 2, seal 1) was changed`);
});

test("a row that was deleted", async () => {
  const { tenantId, ids } = await addSealed(owner);
  await owner.query("DELETE FROM audit_event WHERE id = $1", [ids[3]]);
  expect(await faultOf(tenantId)).toBe(`row ${ids[3]} (position 4, seal 2) is missing`);
});

test("a row that went to another organization", async () => {
  const { tenantId, ids } = await addSealed(owner);
  const { organizationId } = await addOrganization(owner, tenantId);
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
  const { tenantId, ids } = await addSealed(owner);
  await owner.query("DELETE FROM audit_event WHERE id = $1", [ids[nth]]);
  await owner.query("DELETE FROM audit_sealed_entry WHERE event_id = $1", [ids[nth]]);
  expect(await faultOf(tenantId)).toBe(
    `the row at ${place} is missing, with its place in the chain`,
  );
});

test("two rows that changed places", async () => {
  const { tenantId, ids } = await addSealed(owner);
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
  const { tenantId, ids } = await addSealed(owner);
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
  const { tenantId, organizationId, ids } = await addSealed(owner);
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
  const { tenantId, ids } = await addSealed(owner);
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
  const { tenantId } = await addSealed(owner);
  await owner.query(
    `UPDATE audit_seal SET ${column} = ${value} WHERE tenant_id = $1 AND sequence = 2`,
    [tenantId],
  );
  expect(await faultOf(tenantId)).toBe("seal 2 was changed");
});

test("a seal that names another one before it", async () => {
  const { tenantId } = await addSealed(owner);
  await owner.query(
    "UPDATE audit_seal SET previous_hash = md5('x') WHERE tenant_id = $1 AND sequence = 2",
    [tenantId],
  );
  expect(await faultOf(tenantId)).toContain("the chain is broken: seal 2");
});

test.each([1, 2])("seal %i that was deleted", async (sequence) => {
  const { tenantId } = await addSealed(owner);
  await owner.query("DELETE FROM audit_seal WHERE tenant_id = $1 AND sequence = $2", [
    tenantId,
    sequence,
  ]);
  expect(await faultOf(tenantId)).toBe(`seal ${sequence} is missing`);
});

test("an end that was cut off, by who noted the head elsewhere and by nobody else", async () => {
  const { tenantId } = await addSealed(owner);
  const head = (await verdictOf(tenantId))?.head;
  await owner.query("DELETE FROM audit_seal WHERE tenant_id = $1 AND sequence = 3", [tenantId]);
  expect(await faultOf(tenantId)).toBeUndefined();
  await sealBatch(tenantId);
  expect(await faultOf(tenantId)).toBeUndefined();
  expect((await verdictOf(tenantId, head))?.fault).toContain(`the chain has no seal ${head}`);
});

test("a row written behind the seals, which no later seal takes in", async () => {
  const { tenantId, organizationId } = await addSealed(owner);
  const [planted] = await addEvents({ tenantId, organizationId }, 1, ago(4 * GRACE_MS));
  const named = `row ${planted} was written behind the seals`;
  expect(await faultOf(tenantId)).toContain(named);
  await addEvents({ tenantId, organizationId }, 1, new Date());
  expect(await sealBatch(tenantId)).toBe(1);
  expect(await faultOf(tenantId)).toContain(named);
});
