import pg from "pg";
import { expect, inject, test } from "vitest";
import { MUTANT_NAMES, runMutants } from "@/lib/testing/policy-mutants";

test("a policy that is dropped, opened, not forced or off is noticed, on every table", async () => {
  const client = new pg.Client({ connectionString: inject("testDatabase").ownerUrl });
  await client.connect();
  try {
    const results = await runMutants(client);
    expect(results.length).toBeGreaterThanOrEqual(17 * MUTANT_NAMES.length);
    expect(results.filter(({ killedBy }) => killedBy.length === 0)).toEqual([]);
    const opened = results.filter(({ mutant }) => mutant === "policy opened");
    for (const { table, killedBy } of opened)
      expect([table, ...killedBy]).toContain("foreign rows are seen");
  } finally {
    await client.end();
  }
  // A hundred mutants, each attacked by every query: longer than a test usually may.
}, 120_000);
