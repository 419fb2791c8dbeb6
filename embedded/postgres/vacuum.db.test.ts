import { Client } from "pg";
import { expect, test } from "vitest";
import { withEmbeddedPostgres } from "@/scripts/processes/embedded-postgres";
import { vacuum } from "./vacuum";

test("tables with many changed rows are vacuumed once, and others left alone", async () => {
  await withEmbeddedPostgres(async (url) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`CREATE SCHEMA "Odd name"`);
    await client.query(`CREATE TABLE "Odd name".busy (n int)`);
    await client.query(`CREATE TABLE quiet AS SELECT 1 AS n`);
    await client.query(`INSERT INTO "Odd name".busy SELECT generate_series(1, 5000)`);
    await client.query(`DELETE FROM "Odd name".busy WHERE n % 2 = 0`);
    await client.query(`SELECT pg_stat_force_next_flush()`);
    expect(await vacuum(url)).toEqual([`"Odd name"."busy"`]);
    const { rows } = await client.query(
      `SELECT reltuples::int AS live, relallvisible = relpages AS visible
       FROM pg_class WHERE relname = 'busy'`,
    );
    expect(rows).toEqual([{ live: 2500, visible: true }]);
    await client.query(`SELECT pg_stat_force_next_flush()`);
    expect(await vacuum(url)).toEqual([]);
    await client.end();
  });
});
