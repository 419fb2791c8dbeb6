import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runStatement } from "../../lib/testing/test-database";
import { PrivatePostgres } from "../processes/private-postgres.ts";
import { type Answer, Product } from "./product.ts";

const BACK_WITHIN_MS = 10_000;
/** Acquiring takes at most 2 s and a statement 5 s; a busy machine has as long again. */
const REFUSED_WITHIN_MS = 14_000;
const WRITERS = 4;

let server: PrivatePostgres;
let product: Product;

beforeAll(async () => {
  server = await PrivatePostgres.make();
  product = await Product.start(server.runtimeUrl);
}, 180_000);
// The later one first, and the server also when the product did not start.
afterAll(() => server.remove(), 60_000);
afterAll(() => product.remove(), 60_000);

/** Writes documents, some at a time, until it is stopped, and knows which of them were acknowledged. */
class Load {
  readonly acknowledged: string[] = [];
  readonly refused: Answer[] = [];
  /** Which writers have been refused. */
  readonly refusedWriters = new Set<string>();
  readonly #writers: Promise<void>[];
  #stopped = false;

  constructor(name: string) {
    this.#writers = Array.from({ length: WRITERS }, (_, writer) =>
      this.#write(`${name} ${writer}`),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#writers);
  }

  async #write(name: string): Promise<void> {
    for (let n = 0; !this.#stopped; n += 1) {
      const title = `${name} ${n}`;
      const answer = await product.call("/api/v1/documents", {
        title,
        text: `${title} is a text.`,
      });
      if (answer.status === 202) this.acknowledged.push(title);
      else {
        this.refused.push(answer);
        this.refusedWriters.add(name);
      }
      await wait(50);
    }
  }
}

const statusOf = (path: string) => product.call(path).then(({ status }) => status);

/** Milliseconds until the product is ready. */
async function untilReady(): Promise<number> {
  const began = performance.now();
  while ((await statusOf("/api/ready")) !== 200) await wait(50);
  return performance.now() - began;
}

function expectRefusal(answer: Answer): void {
  expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(Number(answer.retryAfter)).toBeGreaterThan(0);
  expect(answer.ms).toBeLessThan(REFUSED_WITHIN_MS);
}

async function expectKept(titles: readonly string[]): Promise<void> {
  const rows = await runStatement(server.ownerUrl, "SELECT title FROM knowledge_document");
  const kept = new Set(rows.map(({ title }) => title));
  expect(titles.filter((title) => !kept.has(title))).toEqual([]);
}

async function expectAway(): Promise<void> {
  expectRefusal(await product.call("/api/ready"));
  expectRefusal(await product.call("/api/v1/documents"));
  const alive = await product.call("/api/health");
  expect(alive.status).toBe(200);
  expect(alive.ms).toBeLessThan(2_000);
}

test.each([
  ["killed", () => server.kill(), () => server.start()],
  ["held", async () => server.pause(), async () => server.resume()],
])(
  "a PostgreSQL that is %s under load: 503 in time, back in ten seconds, no write lost",
  async (name, take, giveBack) => {
    const load = new Load(name);
    await expect.poll(() => load.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(10);
    await take();
    await expectAway();
    // Whoever was waiting for a statement when it happened is answered too, and not only when it is over.
    await expect.poll(() => load.refusedWriters.size, { timeout: 40_000 }).toBe(WRITERS);
    await giveBack();
    const back = await untilReady();
    const before = load.acknowledged.length;
    await expect
      .poll(() => load.acknowledged.length, { timeout: 20_000 })
      .toBeGreaterThan(before + 5);
    await load.stop();
    process.stdout.write(
      `${name}: ${load.acknowledged.length} acknowledged, ${load.refused.length} refused, ready after ${Math.round(back)} ms\n`,
    );
    expect(back).toBeLessThan(BACK_WITHIN_MS);
    expect(load.refused.length).toBeGreaterThan(0);
    for (const answer of load.refused) expectRefusal(answer);
    await expectKept(load.acknowledged);
  },
  120_000,
);

test("a long lock and an exhausted pool: each call is refused in time, and all goes on afterwards", async () => {
  const holder = new pg.Client({ connectionString: server.ownerUrl });
  await holder.connect();
  await holder.query("BEGIN");
  await holder.query("LOCK TABLE knowledge_document IN ACCESS EXCLUSIVE MODE");
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => product.call("/api/v1/documents")),
  );
  for (const answer of answers) expectRefusal(answer);
  expect(await statusOf("/api/health")).toBe(200);
  await holder.query("ROLLBACK");
  await holder.end();
  expect(await untilReady()).toBeLessThan(BACK_WITHIN_MS);
  expect(await statusOf("/api/v1/documents")).toBe(200);
}, 60_000);
