import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { searchKnowledge } from "@/lib/domains/knowledge/search-service";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { undelivered } from "@/lib/domains/ops/undelivered-service";
import { startRelay } from "@/lib/platform/events/relay";
import { emptyEngine, startEngineProcess } from "@/lib/testing/job-engine";
import { Journal } from "@/lib/testing/journal";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import { serveProduct } from "@/lib/testing/product-on-engine";
import type { Service } from "@/scripts/processes/service";

const { ownerUrl, runtimeUrl } = inject("testDatabase");
const DOCUMENTS = 200;
const PARTS = 3;
/** After so many calls that the application has answered, the engine is killed. */
const KILLS = [2, 7, 13, 19];

const journal = new Journal();
let engine: Service;
let product: Awaited<ReturnType<typeof serveProduct>>;
let port: number;

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  port = Number(engine.address.split(":").at(-1));
  product = await serveProduct(engine, (method) => journal.note(`${method} answered`));
});
afterAll(async () => {
  await engine.stop();
  await product.stop();
});

/** Each document has three parts that are long enough to stand alone. */
const contents = Array.from({ length: DOCUMENTS }, (_, n) =>
  textOf(
    `Guide ${n}`,
    Array.from(
      { length: PARTS },
      (_, part) =>
        `# Part ${part}\n\nguide${n}part${part}. ${"Tea is served until noon. ".repeat(50)}`,
    ).join("\n\n"),
  ),
);

test("an engine killed in the middle of 200 documents: all are found, each chunk is there once", async () => {
  const context = await newOrganization();
  const { documents, jobId } = await addContents(context, contents);
  const relay = startRelay(undelivered);
  for (const answers of KILLS) {
    await journal.until("POST answered", answers);
    process.kill(engine.pid, "SIGKILL");
    await engine.ended;
    engine = await startEngineProcess(runtimeUrl, port);
  }
  for (;;) {
    const answered = journal.count("POST answered");
    const { status } = await readJob(context, jobId);
    expect(status).not.toBe("failed");
    if (status === "succeeded") break;
    await journal.until("POST answered", answered + 1);
  }
  await relay.stop();

  const [rows, found] = await withTenant(context, async (tx) => [
    await tx.knowledgeDocument.findMany({ select: { status: true, chunkCount: true } }),
    await tx.knowledgeChunk.findMany({ select: { documentId: true, ordinal: true } }),
  ]);
  expect(rows).toHaveLength(DOCUMENTS);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(["available"]));
  expect(found).toHaveLength(rows.reduce((sum, { chunkCount }) => sum + chunkCount, 0));
  const keys = new Set(found.map(({ documentId, ordinal }) => `${documentId} ${ordinal}`));
  expect(keys.size).toBe(found.length);
  expect(found.length).toBeGreaterThanOrEqual(DOCUMENTS);

  const { signal } = new AbortController();
  for (const n of [0, 99, DOCUMENTS - 1]) {
    const query = { query: `guide${n}part1`, limit: 50 };
    const { results } = await searchKnowledge(context, query, signal);
    expect(results.map(({ documentId }) => documentId)).toEqual([documents[n]?.id]);
  }
}, 120_000);
