import type { Database } from "./database.ts";

const KEEP_RUNS_DAYS = 7;
const KEEP_EVENTS_HOURS = 24;
const BATCH = 500;

/**
 * Removes runs a week after their end with their steps, and events a day after they came, unless a run
 * still needs them. In small transactions, since on the embedded Postgres everybody waits for each.
 */
export async function removeOld(database: Database): Promise<number> {
  const runs = await inBatches(
    database,
    `DELETE FROM engine.run WHERE id IN (
       SELECT id FROM engine.run WHERE finished_at < now() - make_interval(days => ${KEEP_RUNS_DAYS}) LIMIT ${BATCH})
     RETURNING 1 AS one`,
  );
  const events = await inBatches(
    database,
    `DELETE FROM engine.event WHERE id IN (
       SELECT id FROM engine.event WHERE received_at < now() - make_interval(hours => ${KEEP_EVENTS_HOURS})
         AND NOT EXISTS (SELECT FROM engine.run WHERE event_id = event.id) LIMIT ${BATCH})
     RETURNING 1 AS one`,
  );
  // Nobody else does on the embedded Postgres, and calls come and go all day.
  if (database.isEmbedded) {
    for (const table of ["pgboss.job_common", "engine.event", "engine.run", "engine.step"]) {
      await database.rows(`VACUUM (ANALYZE) ${table}`);
    }
  }
  return runs + events;
}

async function inBatches(database: Database, statement: string): Promise<number> {
  let removed = 0;
  for (;;) {
    const { length } = await database.rows(statement);
    removed += length;
    if (length < BATCH) return removed;
  }
}
