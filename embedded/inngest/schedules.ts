import type { CallQueue } from "./calls.ts";
import { nextDue } from "./cron.ts";
import type { Database } from "./database.ts";
import { takeEvents } from "./events.ts";
import type { Event, Registry } from "./registry.ts";

type Due = { functionId: string; cron: string; nextAt: Date };

/**
 * Starts the functions whose schedules are due at `now`, each once however many moments have passed
 * since, and sets their next moments. Returns how many were due.
 */
export async function runDueSchedules(
  database: Database,
  queue: CallQueue,
  registry: Registry,
  now: Date,
): Promise<number> {
  return database.transaction(async (tx) => {
    const due = await tx.rows<Due>(
      `SELECT function_id AS "functionId", cron, next_at AS "nextAt" FROM engine.schedule
       WHERE next_at <= $1 FOR UPDATE`,
      [now],
    );
    for (const { functionId, cron, nextAt } of due) {
      await tx.rows(
        "UPDATE engine.schedule SET next_at = $3 WHERE function_id = $1 AND cron = $2",
        [functionId, cron, nextDue(cron, now)],
      );
      const event: Event = {
        id: `cron:${functionId}:${cron}:${nextAt.toISOString()}`,
        name: "inngest/scheduled.timer",
        ts: nextAt.getTime(),
        data: { cron, function_id: functionId },
      };
      const config = registry.get(functionId);
      await takeEvents(tx, queue, [event], () => (config ? [config] : []));
    }
    return due.length;
  });
}
