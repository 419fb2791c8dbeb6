import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrate } from "./migrate.ts";

const { mode, ownerUrl } = inject("testDatabase");

// The embedded Postgres is one session, which has its own locks at once.
if (mode === "server") {
  test.each([
    ["another run", 4_717_001],
    ["the engine of a run that was killed", 72_707_369],
  ])("%s is waited for, and its index does not wait for who waits", async (_, lock) => {
    const other = new pg.Client({ connectionString: ownerUrl });
    await other.connect();
    try {
      await other.query("SELECT pg_advisory_lock($1)", [lock]);
      const lines: string[] = [];
      const applied = migrate(ownerUrl, (line) => lines.push(line));
      await expect.poll(() => lines, { timeout: 20_000 }).toHaveLength(1);
      await other.query("SET statement_timeout = '10s'");
      await other.query("CREATE INDEX CONCURRENTLY turns_idx ON app_session (address)");
      await other.query("DROP INDEX turns_idx");
      await other.end();
      expect(await applied).toEqual([]);
      expect(lines).toEqual(["another run is at work on this database; waiting for its end"]);
    } finally {
      await other.end();
    }
  });
}
