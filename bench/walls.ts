import pg from "pg";
import { disconnect } from "@/lib/platform/db/client";
import { printMachine } from "./isolation/report.ts";
import { armsOn } from "./walls/arms.ts";
import { DATABASE_MODES, withDatabase, type Database } from "./walls/database.ts";
import { fill } from "./walls/fill.ts";
import { measure, type Measured } from "./walls/measure.ts";
import { OPERATIONS } from "./walls/operations.ts";
import { record, type Recorded } from "./walls/record.ts";
import { printRatios, printTimes } from "./walls/report.ts";
import { createUnboundRole } from "./walls/unbound-role.ts";

// npm run bench:walls   What withTenant costs beside the same SQL by plain pg, on the embedded Postgres and then on a
// PostgreSQL of its own, each in a process of its own: node … bench/walls.ts embedded|server. About three minutes.

const mode = DATABASE_MODES.find((name) => name === process.argv[2]);
if (!mode) throw new Error(`Name the database to measure on: ${DATABASE_MODES.join(" or ")}.`);

async function measureAll({ ownerUrl, runtimeUrl }: Database): Promise<void> {
  Object.assign(process.env, {
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "not used by anything that is measured",
    VISITOR_TOKEN_SECRET: "not used by anything that is measured",
    DATABASE_URL: runtimeUrl,
    DATABASE_MODE: mode,
  });
  const owner = new pg.Client({ connectionString: ownerUrl });
  const runtime = new pg.Client({ connectionString: runtimeUrl });
  try {
    await owner.connect();
    await runtime.connect();
    const version = await owner.query<{ version: string }>("SELECT version()");
    console.log(`\n${mode}: ${version.rows[0]?.version}`);
    const targets = await fill(owner);
    await createUnboundRole(owner, runtime);
    printMachine();
    const arms = armsOn(owner, runtime);
    const measured = new Map<string, Measured>();
    for (const operation of OPERATIONS) {
      const calls: Recorded[] = [];
      for (const target of targets) calls.push(await record(operation, target));
      measured.set(operation.name, await measure(arms, operation, calls));
    }
    printMachine();
    printTimes(arms, measured);
    printRatios(measured);
  } finally {
    await disconnect();
    await runtime.end();
    await owner.end();
  }
}

await withDatabase(mode, measureAll);
