import { parseArgs } from "node:util";
import pg from "pg";
import { disconnect } from "@/lib/platform/db/client";
import { EXACT_ARM, GLOBAL_ARMS, OWN_ARMS, OWN_INDEX_ARM, type Arm } from "./isolation/arms.ts";
import { fill, type Topics } from "./isolation/fill.ts";
import { withIndex } from "./isolation/indexes.ts";
import { measure } from "./isolation/measure.ts";
import { fillPools } from "./isolation/pools.ts";
import { timeProductCall } from "./isolation/product-call.ts";
import { questionsOf, type Question } from "./isolation/questions.ts";
import { printArm, printHead, printMachine } from "./isolation/report.ts";
import { SETTINGS, startServer } from "./isolation/server.ts";
import { tenantsOf, type Tenant } from "./isolation/tenants.ts";

// npm run bench:isolation [-- --without-million]   Vector search inside one tenant among many, on a PostgreSQL of its own:
// the product's beside what else one could write. Takes about ten minutes, most of them for building indexes.

const SIZES = [100, 1_000, 1_500, 4_000, 10_000, 60_000];
const QUESTIONS = 60;
/** From so many on a tenant might be given an index of its own. */
const LARGE = 10_000;

type Asked = Tenant & { questions: Question[] };

const server = await startServer();
Object.assign(process.env, {
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "not used by anything that is measured",
  VISITOR_TOKEN_SECRET: "not used by anything that is measured",
  DATABASE_URL: server.runtimeUrl,
});
const client = new pg.Client({ connectionString: server.ownerUrl });
await client.connect();

async function prepare(topics: Topics, count: number, total: number): Promise<Asked[]> {
  const start = performance.now();
  const tenants = tenantsOf(SIZES, count, total);
  await fill(client, tenants, topics);
  const asked: Asked[] = [];
  for (const tenant of tenants.slice(0, SIZES.length))
    asked.push({ ...tenant, questions: await questionsOf(client, tenant, topics, QUESTIONS) });
  const windows = tenants.reduce((sum, tenant) => sum + tenant.windows, 0);
  printHead(
    `${tenants.length.toLocaleString("en")} tenants with ${windows.toLocaleString("en")} vectors, topics ${topics} ` +
      `(filled in ${Math.round((performance.now() - start) / 1_000)} s)`,
  );
  return asked;
}

async function measureArms(tenant: Asked, arms: readonly Arm[]): Promise<void> {
  for (const measured of await measure(client, arms, tenant, tenant.questions))
    printArm(tenant.windows, measured);
}

async function measureWithoutIndex(asked: readonly Asked[]): Promise<void> {
  for (const tenant of asked) {
    await measureArms(tenant, OWN_ARMS);
    // Apart: reading every vector would push what the others read out of the processor's caches.
    await measureArms(tenant, [EXACT_ARM]);
  }
}

async function measureCalls(asked: readonly Asked[]): Promise<void> {
  const lines: string[] = [];
  for (const { questions, ...tenant } of asked) {
    const { p50, p95 } = await timeProductCall(tenant, questions);
    lines.push(`${tenant.windows.toLocaleString("en")}: ${p50.toFixed(1)}/${p95.toFixed(1)}`);
  }
  console.log(
    `\nours as the product calls it, with its transaction, ms p50/p95: ${lines.join("; ")}`,
  );
}

async function measureIndexes(asked: readonly Asked[]): Promise<void> {
  const built: string[] = [];
  for (const tenant of asked.filter(({ windows }) => windows >= LARGE)) {
    const seconds = await withIndex(client, tenant, async () =>
      measureArms(tenant, [OWN_INDEX_ARM]),
    );
    built.push(`of ${tenant.windows.toLocaleString("en")} in ${seconds.toFixed(0)} s`);
  }
  const seconds = await withIndex(client, undefined, async () => {
    for (const tenant of asked) await measureArms(tenant, GLOBAL_ARMS);
  });
  built.push(`of all in ${seconds.toFixed(0)} s`);
  console.log(`\nindexes built: ${built.join(", ")}`);
}

const { values } = parseArgs({ options: { "without-million": { type: "boolean" } } });
try {
  const version = await client.query<{ text: string }>(
    "SELECT version() || ', pgvector ' || (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS text",
  );
  console.log(version.rows[0]?.text);
  console.log(
    Object.entries(SETTINGS)
      .map(([name, value]) => `${name}=${value}`)
      .join(" "),
  );
  printMachine();
  await fillPools(client, 1);
  for (const topics of ["overlapping", "separable"] as const) {
    const asked = await prepare(topics, 500, 120_000);
    await measureWithoutIndex(asked);
    await measureIndexes(asked);
    await measureCalls(asked);
  }
  if (!values["without-million"]) {
    const asked = await prepare("overlapping", 10_000, 1_000_000);
    await measureWithoutIndex(asked);
    await measureCalls(asked);
  }
  printMachine();
} finally {
  await disconnect();
  await client.end();
  await server.remove();
}
