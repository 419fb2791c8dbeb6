import type pg from "pg";
import { asText, directionsLikeText } from "./directions.ts";

/** How many directions each pool holds; rows are sums of one of each, so that millions differ. */
export const POOLS = { topic: 400, document: 4_096, sentence: 4_096 } as const;

/** How much of a vector is common to all texts, its topic's, its document's and its own. */
const SHARE = { common: 0.5, topic: 0.65, document: 0.65, sentence: 0.45 };

/** Fills the tables that rows and questions are put together from, in the database itself: sending them would take longer. */
export async function fillPools(client: pg.Client, seed: number): Promise<void> {
  const next = directionsLikeText(seed);
  const common = next().map((value) => value * SHARE.common);
  for (const [name, size] of Object.entries(POOLS) as [keyof typeof POOLS, number][]) {
    await client.query(`CREATE UNLOGGED TABLE bench_${name} (slot int PRIMARY KEY, v vector(512))`);
    // Read a million times: not compressed, not out of line.
    await client.query(`ALTER TABLE bench_${name} ALTER COLUMN v SET STORAGE PLAIN`);
    for (let from = 0; from < size; from += 512) {
      const rows = Array.from({ length: Math.min(512, size - from) }, () =>
        asText(
          next().map((value, at) => value * SHARE[name] + (name === "topic" ? common[at]! : 0)),
        ),
      );
      await client.query(
        `INSERT INTO bench_${name} SELECT $1::int + at - 1, v::vector
         FROM unnest($2::text[]) WITH ORDINALITY AS given(v, at)`,
        [from, rows],
      );
    }
    await client.query(`ANALYZE bench_${name}`);
  }
}
