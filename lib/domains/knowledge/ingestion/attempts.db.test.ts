import { newId } from "@/lib/core/ids";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import type { TenantContext } from "@/lib/tenancy/context";
import { addContents } from "../add-service";
import { searchKnowledge } from "../search-service";
import { changeDocument, deleteDocument, readDocument, reindex } from "../service";
import { purgeBatch, purgeFile } from "./purge";
import { failBatch, finishIngestion, indexBatch, planIngestion } from "./service";

// The pauses of a computation are where other things happen meanwhile; here the tests decide what.
const pauses = vi.hoisted(() => ({ next: undefined as ((count: number) => unknown) | undefined }));
vi.mock("@/lib/core/breather", () => ({
  breather: () => {
    const act = pauses.next;
    pauses.next = undefined;
    let count = 0;
    return async () => act?.((count += 1));
  },
}));

let context: TenantContext;
beforeEach(async () => {
  context = await newOrganization();
  pauses.next = undefined;
});

/** Once, when the next attempt has made so many chunks; every 20 are written. */
function afterChunks(chunks: number, act: () => unknown): void {
  pauses.next = (count) => (count === chunks ? act() : undefined);
}

const SECTION = "Our workshop mends what others throw away, and says beforehand what it costs. ";
/** A text of 120 chunks, each with the word. */
const long = (word: string) =>
  Array.from(
    { length: 120 },
    (_, i) => `# Part ${i}\n\n${word} ${i}. ${SECTION.repeat(14)}\n`,
  ).join("\n");

const job = (jobId: string) => ({ ...context, jobId, round: 1 });

async function add(...contents: ReturnType<typeof textOf>[]) {
  const { documents, jobId } = await addContents(context, contents);
  return { jobId, ids: documents.map(({ id }) => id) };
}

const { signal } = new AbortController();

async function index(jobId: string): Promise<void> {
  for (const batch of await planIngestion(job(jobId))) await indexBatch(job(jobId), batch, signal);
}

async function run(jobId: string) {
  await index(jobId);
  await finishIngestion(job(jobId));
  return readJob(context, jobId);
}

const jobOf = async (id: string) => (await readDocument(context, id)).jobId ?? "";

async function change(id: string, body: string): Promise<string> {
  await changeDocument(context, id, "document", { body });
  return jobOf(id);
}

async function found(query: string): Promise<number> {
  const { signal } = new AbortController();
  return (await searchKnowledge(context, { query, limit: 50 }, signal)).results.length;
}

/** What is stored of a document, which has to be its live revision, whole and once. */
async function expectWhole(id: string): Promise<void> {
  await withTenant(context, async (tx) => {
    const document = await tx.knowledgeDocument.findFirstOrThrow({ where: { id } });
    const where = { documentId: id };
    const chunks = await tx.knowledgeChunk.findMany({ where, orderBy: { ordinal: "asc" } });
    expect(chunks.map(({ ordinal }) => ordinal)).toEqual(chunks.map((_, index) => index));
    expect(chunks).toHaveLength(document.chunkCount);
    for (const rows of [
      chunks,
      await tx.knowledgeWindow.findMany({ where, select: { revision: true } }),
      await tx.knowledgePosting.findMany({ where, select: { revision: true } }),
    ]) {
      expect(new Set(rows.map(({ revision }) => revision))).toEqual(
        new Set([document.liveRevision]),
      );
    }
    const lengths = chunks.reduce((sum, { length }) => sum + length, 0);
    expect(document.indexedLength).toBeCloseTo(lengths, 0);
  });
}

describe("a change while its document is being indexed", () => {
  test("wins: the older job stops, and nothing of it is left", async () => {
    const { ids, jobId } = await add(textOf("Guide", long("alpha")));
    const id = ids[0]!;
    let newer = "";
    afterChunks(70, async () => (newer = await change(id, long("beta"))));
    expect(await run(jobId)).toMatchObject({ status: "cancelled", finishedAt: expect.any(String) });
    expect(await found("alpha")).toBe(0);
    expect(await run(newer)).toMatchObject({
      status: "succeeded",
      progress: { done: 2, total: 2 },
    });
    await expectWhole(id);
    expect(await found("alpha")).toBe(0);
    expect(await found("beta")).toBe(50);
  });

  test("wins also when its job is through before the older one goes on", async () => {
    const { ids, jobId } = await add(textOf("Guide", long("alpha")));
    const id = ids[0]!;
    afterChunks(70, async () => run(await change(id, long("beta"))));
    await run(jobId);
    await expectWhole(id);
    expect(await found("alpha")).toBe(0);
  });

  test("wins when the jobs come in reverse order", async () => {
    const { ids, jobId } = await add(textOf("Guide", "alpha"));
    const newer = await change(ids[0]!, "beta");
    expect(await run(newer)).toMatchObject({ status: "succeeded" });
    expect(await run(jobId)).toMatchObject({ status: "cancelled" });
    await expectWhole(ids[0]!);
    expect([await found("alpha"), await found("beta")]).toEqual([0, 1]);
  });

  test("is not seen before it is complete", async () => {
    const { ids, jobId } = await add(textOf("Guide", "alpha"));
    await run(jobId);
    const newer = await change(ids[0]!, long("beta"));
    let seen: number[] = [];
    afterChunks(110, async () => (seen = [await found("alpha"), await found("beta")]));
    await run(newer);
    expect(seen).toEqual([1, 0]);
    expect([await found("alpha"), await found("beta")]).toEqual([0, 50]);
  });
});

describe("the same job twice", () => {
  test("one after the other ends as once", async () => {
    const { ids, jobId } = await add(textOf("Guide", long("alpha")));
    const first = await run(jobId);
    const { updatedAt } = await readDocument(context, ids[0]!);
    expect(await run(jobId)).toEqual(first);
    expect((await readDocument(context, ids[0]!)).updatedAt).toEqual(updatedAt);
    await expectWhole(ids[0]!);
  });

  test("at the same time ends as once", async () => {
    const { ids, jobId } = await add(textOf("Guide", long("alpha")));
    afterChunks(70, () => index(jobId));
    await index(jobId);
    await expectWhole(ids[0]!);
    expect((await readDocument(context, ids[0]!)).status).toBe("available");
  });

  test("after the first was killed with half of it written ends as once", async () => {
    const { ids, jobId } = await add(textOf("Guide", long("alpha")));
    await new Promise<void>((killed) => {
      afterChunks(70, () => {
        killed();
        return new Promise(() => undefined);
      });
      void index(jobId);
    });
    expect(await withTenant(context, (tx) => tx.knowledgeChunk.count())).toBe(60);
    expect(await found("alpha")).toBe(0);
    expect(await run(jobId)).toMatchObject({ status: "succeeded" });
    await expectWhole(ids[0]!);
  });

  test("goes on to the end of the job only when the documents are indexed", async () => {
    const { jobId } = await add(textOf("Guide", long("alpha")));
    await expect(finishIngestion(job(jobId))).rejects.toThrow("1 documents");
    expect(await readJob(context, jobId)).toMatchObject({ status: "queued" });
  });
});

describe("a deletion while its document is being indexed", () => {
  test("leaves nothing, and ends the job", async () => {
    const { ids, jobId } = await add(textOf("Guide", long("alpha")));
    const id = ids[0]!;
    afterChunks(70, async () => {
      await deleteDocument(context, id);
      while (await purgeBatch({ ...context, documentId: id, jobId: newId(), round: 1 }));
    });
    expect(await run(jobId)).toMatchObject({ status: "cancelled" });
    await withTenant(context, async (tx) => {
      const left = [
        await tx.knowledgeDocument.count(),
        await tx.knowledgeChunk.count(),
        await tx.knowledgeWindow.count(),
        await tx.knowledgePosting.count(),
      ];
      expect(left).toEqual([0, 0, 0, 0]);
    });
  });

  test("of some documents leaves the others and the job's progress", async () => {
    const { ids, jobId } = await add(
      textOf("A", "alpha"),
      textOf("B", "beta"),
      textOf("C", "gamma"),
    );
    await deleteDocument(context, ids[1]!);
    expect(await run(jobId)).toMatchObject({
      status: "succeeded",
      progress: { done: 6, total: 6 },
    });
    expect([await found("alpha"), await found("beta"), await found("gamma")]).toEqual([1, 0, 1]);
  });

  test("can be purged twice", async () => {
    const { ids, jobId } = await add(textOf("Guide", long("alpha")));
    await run(jobId);
    const deleted = { ...context, documentId: ids[0]!, jobId: newId(), round: 1 };
    await purgeFile(deleted);
    expect(await purgeBatch(deleted)).toBe(false);
    await expectWhole(ids[0]!);
    await deleteDocument(context, ids[0]!);
    while (await purgeBatch(deleted));
    await purgeFile(deleted);
    expect(await purgeBatch(deleted)).toBe(false);
    expect(await withTenant(context, (tx) => tx.knowledgeDocument.count())).toBe(0);
  });
});

describe("an error that is nobody's fault", () => {
  test("is tried again, while the other documents of the batch are indexed", async () => {
    const { ids, jobId } = await add(textOf("A", "alpha"), textOf("B", "beta"));
    afterChunks(1, () => {
      throw new TypeError("unforeseen");
    });
    await expect(index(jobId)).rejects.toThrow("unforeseen");
    expect([await found("alpha"), await found("beta")]).toEqual([0, 1]);
    expect(await readJob(context, jobId)).toMatchObject({ progress: { done: 1, total: 4 } });
    expect(await run(jobId)).toMatchObject({ status: "succeeded" });
    await Promise.all(ids.map(expectWhole));
  });

  test("fails its document after the last attempt, and the job says how many", async () => {
    const { ids, jobId } = await add(textOf("A", "alpha"), textOf("B", "beta"));
    afterChunks(1, () => {
      throw new TypeError("unforeseen");
    });
    await expect(index(jobId)).rejects.toThrow("unforeseen");
    await failBatch(job(jobId), ids);
    expect(await readDocument(context, ids[0]!)).toMatchObject({
      status: "failed",
      errorCode: "internal",
      errorMessage: expect.not.stringContaining("unforeseen"),
    });
    await finishIngestion(job(jobId));
    expect(await readJob(context, jobId)).toMatchObject({
      status: "failed",
      progress: { done: 3, total: 4 },
      error: { code: "internal", message: expect.stringContaining("1 of 2 documents failed") },
    });
  });

  test("leaves the version before in search, and says so", async () => {
    const { ids, jobId } = await add(textOf("A", "alpha"));
    await run(jobId);
    const newer = await change(ids[0]!, long("beta"));
    afterChunks(70, () => {
      throw new TypeError("unforeseen");
    });
    await expect(index(newer)).rejects.toThrow("unforeseen");
    await failBatch(job(newer), ids);
    expect(await readDocument(context, ids[0]!)).toMatchObject({
      status: "failed",
      liveRevision: 2,
    });
    expect([await found("alpha"), await found("beta")]).toEqual([1, 0]);
    expect(await run((await reindex(context, ids[0]!)).jobId)).toMatchObject({
      status: "succeeded",
    });
    await expectWhole(ids[0]!);
    expect([await found("alpha"), await found("beta")]).toEqual([0, 50]);
  });
});

describe("progress", () => {
  test("never goes back and ends at the total", async () => {
    const contents = Array.from({ length: 25 }, (_, i) => textOf(`Note ${i}`, `word${i}`));
    const { jobId } = await add(...contents);
    const batches = await planIngestion(job(jobId));
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
    const seen: number[] = [];
    for (const batch of [...batches, batches[0]!, null]) {
      await (batch ? indexBatch(job(jobId), batch, signal) : finishIngestion(job(jobId)));
      seen.push((await readJob(context, jobId)).progress.done);
    }
    expect(seen).toEqual([10, 20, 25, 25, 50]);
  });
});
