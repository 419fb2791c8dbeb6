import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { newOrganization } from "@/lib/testing/knowledge";
import type { Scope } from "./scope";
import { withTenant } from "./transaction";

// Read when the first pool is made: one connection for all that follows.
process.env["DATABASE_POOL_SIZE"] = "1";

const CALLS = 1_000;
const AT_ONCE = 8;

async function seen(scope: Scope, fails: boolean): Promise<string[]> {
  return withTenant(scope, async (tx) => {
    const rows = await tx.conversation.findMany({ select: { organizationId: true } });
    if (fails) throw new RangeError("on purpose");
    const raw = await tx.$queryRaw<
      { id: string }[]
    >`SELECT organization_id::text AS id FROM conversation`;
    expect(raw.map(({ id }) => id)).toEqual(rows.map(({ organizationId }) => organizationId));
    return rows.map(({ organizationId }) => organizationId);
  });
}

test("1,000 interleaved calls over one connection each see their own rows, and nobody's sees none", async () => {
  expect(env().DATABASE_POOL_SIZE).toBe(1);
  const [a, b] = [await newOrganization(), await newOrganization()];
  for (const { tenantId, organizationId } of [a, b, b]) {
    const id = newId();
    await withTenant({ tenantId, organizationId }, (tx) =>
      tx.conversation.create({ data: { tenantId, organizationId, id } }),
    );
  }
  const nobody = { tenantId: "", organizationId: "" };
  const expected = new Map<Scope, string[]>([
    [a, [a.organizationId]],
    [b, [b.organizationId, b.organizationId]],
    [nobody, []],
  ]);
  const scopes = [...expected.keys()];
  const wrong: unknown[] = [];
  let failed = 0;
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < CALLS; at = next++) {
      const scope = scopes[(at * 7) % 3]!;
      const fails = at % 11 === 0 && scope !== nobody;
      try {
        const found = scope === nobody ? await readAsNobody() : await seen(scope, fails);
        if (JSON.stringify(found) !== JSON.stringify(expected.get(scope))) wrong.push([at, found]);
      } catch (error) {
        if (error instanceof RangeError) failed += 1;
        else wrong.push([at, error]);
      }
    }
  };
  const readAsNobody = () =>
    withTenant(nobody, async (tx) => {
      const rows = await tx.$queryRaw<
        { id: string }[]
      >`SELECT organization_id::text AS id FROM conversation`;
      return rows.map(({ id }) => id);
    });
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(wrong).toEqual([]);
  expect(failed).toBeGreaterThan(50);
});
