import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { emptyEngine } from "../../lib/testing/job-engine";
import { runStatement } from "../../lib/testing/test-database";
import { Database } from "./database.ts";
import { Lease } from "./lease.ts";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
let database: Database;

beforeEach(async () => {
  await emptyEngine(ownerUrl);
  database = await Database.open(runtimeUrl);
});
afterEach(() => database.close());

test("an engine does nothing under a lease that another has taken over meanwhile", async () => {
  const lease = new Lease(database);
  await lease.take();
  expect(await lease.whileHeld(() => Promise.resolve("done"))).toBe("done");
  await runStatement(ownerUrl, "UPDATE engine.lease SET renewed_at = now() - interval '1 hour'");
  const other = new Lease(database);
  await other.take();
  expect(await lease.whileHeld(() => Promise.resolve("done"))).toBeUndefined();
  expect(await other.whileHeld(() => Promise.resolve("done"))).toBe("done");
});
