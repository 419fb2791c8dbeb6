import { setTimeout as wait } from "node:timers/promises";
import { serveFunctions, startEngineProcess } from "@/lib/testing/job-engine";
import { runStatement } from "@/lib/testing/test-database";
import { printMachine } from "./isolation/report.ts";
import { cpuSecondsOf } from "./jobs/cpu-of.ts";
import { Jobs } from "./jobs/measure.ts";
import { rawJobsPerSecond } from "./jobs/raw-loop.ts";
import { percentile } from "./retrieval/metrics.ts";
import { DATABASE_MODES, type DatabaseMode, withDatabase } from "./walls/database.ts";

// npm run bench:jobs   The embedded job engine on the embedded Postgres and on a PostgreSQL of its own that waits for the
// disk: wake-up, three-step jobs a second beside a raw loop on the same queue library, and what it costs at rest. Takes
// about four minutes. `-- embedded` or `-- server` measures one, `--without-rest` leaves the minutes of rest out.

const WAKE_UPS = 200;
const JOBS: Record<DatabaseMode, number> = { embedded: 300, server: 1_000 };
const ROUNDS = 3;
const REST_MS = 60_000;

const arguments_ = process.argv.slice(2);
const modes = DATABASE_MODES.filter((mode) => arguments_.length === 0 || arguments_.includes(mode));
const rests = !arguments_.includes("--without-rest");

const median = (values: readonly number[]) => percentile(values, 0.5);
const each = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(", ");

async function requireKept(ownerUrl: string, jobs: number): Promise<void> {
  const [row] = await runStatement(
    ownerUrl,
    `SELECT (SELECT count(*)::int FROM engine.step WHERE state = 'done') AS steps,
       (SELECT count(*)::int FROM engine.run WHERE status = 'completed') AS runs`,
  );
  if (row?.["steps"] !== 3 * jobs || row["runs"] !== jobs) {
    throw new Error(`Of ${jobs} jobs the database has ${JSON.stringify(row)}.`);
  }
}

for (const mode of modes.length > 0 ? modes : DATABASE_MODES) {
  await withDatabase(
    mode,
    async ({ ownerUrl, runtimeUrl }) => {
      const [version] = await runStatement(ownerUrl, "SELECT version()");
      console.log(`\n${mode}: ${String(version?.["version"])}`);
      printMachine();
      const engine = await startEngineProcess(runtimeUrl);
      const jobs = new Jobs();
      const app = await serveFunctions("bench", engine.address, jobs.functions);
      try {
        await app.register();
        const wakeUps = await jobs.wakeUps(engine.address, WAKE_UPS);
        const [p50, p95, most] = [0.5, 0.95, 1].map((share) =>
          percentile(wakeUps, share).toFixed(1),
        );
        console.log(
          `event to first step, ms: p50 ${p50}, p95 ${p95}, most ${most} (goal: p95 ≤ 100)`,
        );
        const [own, raw]: [number[], number[]] = [[], []];
        for (let round = 0; round < ROUNDS; round += 1) {
          own.push(await jobs.throughput(engine.address, JOBS[mode]));
          raw.push(await rawJobsPerSecond(ownerUrl, mode, JOBS[mode]));
        }
        await requireKept(ownerUrl, WAKE_UPS + ROUNDS * JOBS[mode]);
        const goal = mode === "embedded" ? 12 : 40;
        console.log(`three-step jobs a second: ${each(own)} (goal: ≥ ${goal})`);
        console.log(`raw loop on pg-boss, the same: ${each(raw)}`);
        console.log(`the engine does ${(median(own) / median(raw)).toFixed(2)} of the raw loop`);
        if (rests) {
          const before = cpuSecondsOf(engine.pid);
          await wait(REST_MS);
          const share = (cpuSecondsOf(engine.pid) - before) / (REST_MS / 1_000);
          console.log(`at rest: ${(100 * share).toFixed(2)} % of a core over 60 s (goal: < 1 %)`);
        }
        printMachine();
      } finally {
        await app.stop();
        await engine.stop();
      }
    },
    {},
  );
}
