import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runStatement } from "../../lib/testing/test-database";
import { PrivatePostgres } from "../processes/private-postgres.ts";
import { isFull, seed } from "./plan.ts";
import { Product } from "./product.ts";
import { randomOf } from "./random.ts";

const KILLS = isFull ? 40 : 6;
/** So many documents are added before each kill, in one job. */
const DOCUMENTS = 10;
const WITHIN_MS = 1_000;
const ENDS_WITHIN_MS = 120_000;

let server: PrivatePostgres;
let product: Product;

beforeAll(async () => {
  server = await PrivatePostgres.make();
  product = await Product.start(server.runtimeUrl);
}, 180_000);
// The later one first, and the server also when the product did not start.
afterAll(() => server.remove(), 60_000);
afterAll(() => product.remove(), 60_000);

const parts = ["engine", "app", "database"] as const;
type Part = (typeof parts)[number];

const kill: Record<Part, () => Promise<void>> = {
  engine: () => product.killEngine(),
  app: () => product.killApp(),
  database: () => server.kill(),
};
const startAgain: Record<Part, () => Promise<void>> = {
  engine: () => product.startEngineAgain(),
  app: () => product.startAppAgain(),
  database: () => server.start(),
};

const titleOf = (round: number, n: number) => `Guide ${round}.${n}`;

/** Adds a round of documents, again until it is acknowledged; the key makes the repeats one. Resolves with the job's id. */
async function add(round: number): Promise<string> {
  const documents = Array.from({ length: DOCUMENTS }, (_, n) => ({
    externalId: `guide-${round}-${n}`,
    title: titleOf(round, n),
    text: `${titleOf(round, n)} tells when tea is served. `.repeat(40),
  }));
  for (;;) {
    const answer = await product
      .call("/api/v1/documents/bulk", { documents }, { "idempotency-key": `round-${round}` })
      .catch((error: unknown) => error);
    if (typeof answer === "object" && answer && "status" in answer && answer.status === 202) {
      return (answer as unknown as { body: { jobId: string } }).body.jobId;
    }
    await wait(100);
  }
}

const count = async (statement: string) => {
  const [row] = await runStatement(server.ownerUrl, `SELECT count(*)::int AS n FROM ${statement}`);
  return row?.["n"];
};

test(
  `${KILLS} kills of the product, its job engine and PostgreSQL: each document is indexed once`,
  async () => {
    const random = randomOf(seed);
    const killed = { engine: 0, app: 0, database: 0 };
    const rounds: Promise<string>[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      rounds.push(add(round));
      const part = parts[Math.floor(random() * parts.length)] ?? "engine";
      await wait(random() * WITHIN_MS);
      await kill[part]();
      killed[part] += 1;
      await startAgain[part]();
    }
    const jobs = new Set(await Promise.all(rounds));
    process.stdout.write(`seed ${seed}: ${JSON.stringify(killed)} kills over ${jobs.size} jobs\n`);
    // The check for contradictions begins when an ingestion has ended: there may be more jobs by then.
    const left = () => count("job WHERE status <> 'succeeded'");
    await expect.poll(left, { timeout: ENDS_WITHIN_MS, interval: 500 }).toBe(0);
    // What a relay had claimed when it was killed is sent again by another after a minute.
    const waiting = { timeout: ENDS_WITHIN_MS, interval: 500 };
    await expect.poll(() => count("outbox_event"), waiting).toBe(0);
    await expect.poll(() => count("engine.run WHERE status = 'running'"), waiting).toBe(0);
    expect(await count("engine.run WHERE status = 'failed'")).toBe(0);
    const ours = "knowledge_document WHERE title LIKE 'Guide %'";
    expect(await count(ours)).toBe(KILLS * DOCUMENTS);
    expect(await count(`${ours} AND status <> 'available'`)).toBe(0);
    // Each document's chunks are there once: as many as it counts, and no ordinal twice.
    const uneven = await runStatement(
      server.ownerUrl,
      `SELECT title FROM knowledge_document AS document WHERE chunk_count <> (
       SELECT count(DISTINCT ordinal) FROM knowledge_chunk AS chunk WHERE chunk.document_id = document.id)
       OR chunk_count <> (SELECT count(*) FROM knowledge_chunk AS chunk WHERE chunk.document_id = document.id)`,
    );
    expect(uneven).toEqual([]);
  },
  KILLS * 20_000 + 3 * ENDS_WITHIN_MS,
);
