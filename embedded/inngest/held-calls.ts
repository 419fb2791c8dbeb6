import type { StepNews } from "./answer.ts";
import type { Call, ClaimedCall } from "./calls.ts";
import type { Sql } from "./database.ts";

/**
 * What most calls come to, each in one statement, which commits by itself: on a small job the round trips of a
 * transaction and of queueing again cost more than all else. pg-boss has no such operations, so its table is named here;
 * a claim is known by its id and count, as pg-boss itself knows it.
 */
const CLAIMED = "name = 'calls' AND id = $1 AND state = 'active' AND retry_count = $2";

export type Ended = Extract<StepNews, { kind: "done" | "failed" }>;

/**
 * Keeps what the one step under way of a run came to and turns the claimed call into its follower, which stays claimed.
 * False, and nothing is changed, when the claim has passed on or it is not that simple: then see Runs.
 */
export async function keepAndGoOn(
  sql: Sql,
  { claim, runId }: ClaimedCall,
  { id, ...news }: Ended,
  follower: Call,
): Promise<boolean> {
  const result = news.kind === "done" ? news.data : news.error;
  const rows = await sql.rows(
    `WITH held AS (SELECT id FROM pgboss.job_common WHERE ${CLAIMED} FOR UPDATE),
       run AS (
         SELECT run.id FROM engine.run, held WHERE run.id = $3 AND status = 'running' AND NOT parallel FOR UPDATE OF run),
       kept AS (
         INSERT INTO engine.step (run_id, id, state, result) SELECT id, $4, $5, $6::json FROM run
         ON CONFLICT (run_id, id) DO UPDATE
           SET state = excluded.state, result = excluded.result, position = excluded.position
           WHERE step.state = 'planned'
         RETURNING run_id)
     UPDATE pgboss.job_common SET data = $7 FROM kept WHERE ${CLAIMED} RETURNING 1 AS one`,
    [
      claim.id,
      claim.retryCount,
      runId,
      id,
      news.kind,
      JSON.stringify(result),
      JSON.stringify(follower),
    ],
  );
  return rows.length > 0;
}

/** Takes the claimed call out and ends its run well; nothing when the claim has passed on. */
export async function complete(sql: Sql, { claim, runId }: ClaimedCall): Promise<void> {
  await sql.rows(
    `WITH removed AS (DELETE FROM pgboss.job_common WHERE ${CLAIMED} RETURNING id)
     UPDATE engine.run SET status = 'completed', finished_at = now()
     FROM removed WHERE run.id = $3 AND status = 'running'`,
    [claim.id, claim.retryCount, runId],
  );
}
