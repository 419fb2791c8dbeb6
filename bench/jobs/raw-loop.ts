import { PgBoss } from "pg-boss";
import type { DatabaseMode } from "../walls/database.ts";

const QUEUE = "steps";
const STEPS = 3;
/** As many workers as the engine makes calls at once, over as many connections as it has. */
const WORKERS = 16;
const CONNECTIONS: Record<DatabaseMode, number> = { embedded: 3, server: 8 };

type Step = { job: number; step: number };

/**
 * The same queue library by hand: `jobs` jobs of three steps, each fetched, done (nothing), its successor put in and
 * itself completed. No calls over HTTP, no results kept. Resolves with jobs a second.
 */
export async function rawJobsPerSecond(
  url: string,
  mode: DatabaseMode,
  jobs: number,
): Promise<number> {
  const boss = new PgBoss({
    connectionString: url,
    schema: "raw_loop",
    max: CONNECTIONS[mode],
    supervise: false,
    schedule: false,
  });
  let failed: Error | undefined;
  boss.on("error", (error: Error) => (failed = error));
  await boss.start();
  await boss.createQueue(QUEUE);
  await boss.insert(
    QUEUE,
    Array.from({ length: jobs }, (_, job) => ({ data: { job, step: 1 } })),
  );
  let ended = 0;
  const work = async () => {
    while (ended < jobs && !failed) {
      for (const { id, data } of await boss.fetch<Step>(QUEUE, { batchSize: 1 })) {
        if (data.step < STEPS) await boss.send(QUEUE, { ...data, step: data.step + 1 });
        await boss.complete(QUEUE, id);
        if (data.step === STEPS) ended += 1;
      }
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: WORKERS }, work));
  const seconds = (performance.now() - began) / 1_000;
  await boss.stop({ graceful: false });
  if (failed) throw failed;
  return jobs / seconds;
}
