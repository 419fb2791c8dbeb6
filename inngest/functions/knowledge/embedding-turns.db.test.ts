import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { TURN_MS } from "@/lib/domains/knowledge/ingestion/embed-service";
import { deleteDocument } from "@/lib/domains/knowledge/service";
import { receiveUpload } from "@/lib/domains/knowledge/upload";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { embedder } from "@/lib/platform/ai/embeddings";
import { undelivered } from "@/lib/domains/ops/undelivered-service";
import { startRelay } from "@/lib/platform/events/relay";
import { plainEmbedder } from "@/lib/testing/embeddings";
import { emptyEngine, startEngineProcess } from "@/lib/testing/job-engine";
import { Journal } from "@/lib/testing/journal";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import { serveProduct } from "@/lib/testing/product-on-engine";
import { ownStorage } from "@/lib/testing/storage";
import type { TenantContext } from "@/lib/tenancy/context";
import type { Service } from "@/scripts/processes/service";

vi.mock("@/lib/platform/ai/embeddings", { spy: true });
ownStorage();

const { ownerUrl, runtimeUrl } = inject("testDatabase");
let journal: Journal;
let engine: Service;
let product: Awaited<ReturnType<typeof serveProduct>>;
let relay: ReturnType<typeof startRelay>;

beforeAll(async () => {
  await emptyEngine(ownerUrl);
  engine = await startEngineProcess(runtimeUrl);
  journal = new Journal();
  product = await serveProduct(engine, () => journal.note("answered"));
  relay = startRelay(undelivered);
});
afterAll(async () => {
  await relay.stop();
  await engine.stop();
  await product.stop();
});

/** Every batch takes a whole turn, and one of a large document is held until the test lets it go. */
beforeEach(() => {
  journal = new Journal();
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) =>
    ms === TURN_MS ? AbortSignal.abort() : timeout(ms),
  );
  let held = 0;
  vi.mocked(embedder).mockReturnValue(
    plainEmbedder(async (texts) => {
      const large = texts.some((text) => text.includes("large"));
      journal.note(large ? "large" : "small");
      if (large) await journal.until("release", (held += 1));
    }),
  );
});

const PARAGRAPH = "The large handbook has a sentence for each and every case. ".repeat(30);
const handbook = Array.from({ length: 24 }, (_, n) => `# Part ${n}\n\n${PARAGRAPH}`).join("\n\n");

/** Looks again each time that the application has answered a call of the engine. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const answered = journal.count("answered");
    if (await holds()) return;
    await journal.until("answered", answered + 1);
  }
}

async function ended(context: TenantContext, jobId: string) {
  await until(async () => (await readJob(context, jobId)).finishedAt !== null);
  return readJob(context, jobId);
}

async function beginLarge() {
  const context = await newOrganization();
  const large = await addContents(context, [textOf("Large", handbook)]);
  await journal.until("large");
  return { context, jobId: large.jobId, id: large.documents[0]?.id ?? "" };
}

test("a job with nothing to embed ends while another one of its organization is embedding", async () => {
  const { context, jobId } = await beginLarge();
  const form = { file: new File(["%PDF-1.7 and no more"], "broken.pdf") };
  const broken = await receiveUpload(context, form);
  expect(await ended(context, broken.jobId)).toMatchObject({
    status: "failed",
    progress: { done: 2, total: 2 },
    error: { code: "corrupt" },
  });
  expect(await readJob(context, jobId)).toMatchObject({ finishedAt: null });
  for (let n = 0; n < 1_000; n += 1) journal.note("release");
  expect(await ended(context, jobId)).toMatchObject({ status: "succeeded" });
});

test("a small job waits for a turn of a large one of its organization, not for its end", async () => {
  const { context, jobId } = await beginLarge();
  const small = await addContents(context, [textOf("Small", "We open at nine.")]);
  // By then the small one is indexed and about to stand in line.
  await until(async () => (await readJob(context, small.jobId)).progress.done > 0);
  // It may come just after the large one has lined up again.
  for (let turns = 0; turns < 2; turns += 1) journal.note("release");
  expect(await ended(context, small.jobId)).toMatchObject({ status: "succeeded" });
  for (let n = 0; n < 1_000; n += 1) journal.note("release");
  expect(await ended(context, jobId)).toMatchObject({ status: "succeeded" });
  expect(journal.count("large")).toBeGreaterThan(3);
});

test("a deletion ends the embedding of its document at the next batch", async () => {
  const { context, jobId, id } = await beginLarge();
  await deleteDocument(context, id);
  journal.note("release");
  expect(await ended(context, jobId)).toMatchObject({ status: "cancelled" });
  expect(journal.count("large")).toBe(1);
});
