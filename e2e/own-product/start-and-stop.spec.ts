import { expect, test } from "@playwright/test";
import { HeldRequest } from "../fixtures/held-request";
import { OwnProduct } from "../fixtures/own-product";

let product: OwnProduct;

// One product, started once: each test leaves it running for the next.
test.describe.configure({ mode: "serial", timeout: 180_000 });

test.beforeAll(async () => {
  product = await OwnProduct.make({ DRAIN_SECONDS: "2" });
  await product.start();
});

test.afterAll(() => product.remove());

const DOCUMENTS = 20;
const words = ["ashlar", "bevel", "cornice", "dado", "eyelet", "fascia"];
let word: string;

test.beforeEach(() => {
  word = words.shift() ?? "";
});

async function addDocuments(): Promise<string> {
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => ({
    title: `Repair ${word}${i}`,
    text: `Repair number ${i} is called ${word}${i} and takes ${i + 2} days. `.repeat(12),
  }));
  const added = await product.call("/api/v1/documents/bulk", { documents });
  expect(added.status).toBe(202);
  return (added.body as { jobId: string }).jobId;
}

/** Until the job has ended, and then each document is found, once. */
async function expectIndexed(jobId: string): Promise<void> {
  const status = () => product.call(`/api/jobs/${jobId}`).then(({ body }) => body);
  await expect.poll(status, { timeout: 90_000 }).toMatchObject({
    status: "succeeded",
    progress: { done: 2 * DOCUMENTS, total: 2 * DOCUMENTS },
  });
  for (const i of [0, 13, DOCUMENTS - 1]) {
    const name = `${word}${i}`;
    const { body } = await product.call("/api/v1/search", { query: name, limit: 5 });
    const { results } = body as { results: { title: string }[] };
    expect(results.filter(({ title }) => title === `Repair ${name}`)).toHaveLength(1);
  }
}

const ready = () =>
  product.call("/api/ready").then(
    ({ status }) => status,
    () => 0,
  );

test("SIGTERM ends everything, and the next start finds what was there and goes on with it", async () => {
  const jobId = await addDocuments();
  expect(await product.stop()).toBe(0);
  await product.start();
  await expectIndexed(jobId);
});

test("readiness ends before the answers do, so that a balancer loses no request", async () => {
  const stopped = product.stop();
  await expect.poll(ready, { intervals: [50] }).toBe(503);
  expect(await product.call("/api/v1/search", { query: "bicycle" })).toMatchObject({ status: 200 });
  expect(await stopped).toBe(0);
  await product.start();
});

for (const parent of ["scripts/run.cjs", "scripts/start/main.ts"]) {
  test(`nothing outlives a killed ${parent}, and nothing is lost`, async () => {
    const jobId = await addDocuments();
    product.signal("SIGKILL", parent);
    await product.gone();
    await product.start();
    await expectIndexed(jobId);
  });
}

// The job engine asks over connections that it keeps: one that went on to be served held a stop for half a minute.
test("a stop answers what is under way, and nothing more over the same connection", async () => {
  const jobId = await addDocuments();
  const held = new HeldRequest(
    `${product.url}/api/v1/search`,
    product.demo().tenants[0]?.secretKey,
  );
  await held.begun();
  product.signal("SIGKILL", "scripts/run.cjs");
  await expect.poll(ready).toBe(0);
  expect(await held.end({ query: "bicycle", limit: 5 })).toBe(200);
  await expect(held.askAgain("/api/health")).rejects.toThrow(
    /ECONNREFUSED|ECONNRESET|socket hang up/,
  );
  await product.gone();
  await product.start();
  await expectIndexed(jobId);
});

test("each service that is killed comes back, and the work goes on", async () => {
  const jobId = await addDocuments();
  for (const service of [
    "embedded/inngest.ts",
    "embedded/embeddings.ts",
    "scripts/start/serve.ts",
  ]) {
    const before = product.running().length;
    product.signal("SIGKILL", service);
    await expect.poll(() => product.running().length).toBe(before - 1);
    await expect.poll(() => product.running().length, { timeout: 30_000 }).toBe(before);
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);
  }
  await expectIndexed(jobId);
});

test("without its database the product says so, and goes on when it is back", async () => {
  const jobId = await addDocuments();
  product.signal("SIGKILL", "embedded/postgres.ts");
  const away = await product.call("/api/ready");
  expect(away).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(await product.call("/api/health")).toMatchObject({ status: 200 });
  expect(await product.call("/api/v1/search", { query: "bicycle" })).toMatchObject({
    status: 503,
    body: { code: "unavailable" },
  });
  await expect.poll(ready, { timeout: 30_000 }).toBe(200);
  await expectIndexed(jobId);
});
