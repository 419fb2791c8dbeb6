import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { askEach, gapsOf, sortAll } from "@/lib/testing/quality";
import { fulfilled, raceBehind } from "@/lib/testing/race";
import { insertQuestion, lockGaps } from "./gaps/cluster-repository";
import { finishSorting, sortBatch, startSorting, sweepGaps } from "./gaps/cluster-service";
import { mergeGaps, publishAnswer, readGap, setGapStatus } from "./gaps/service";
import { MAX_TEST_QUESTIONS } from "./tests/schema";
import { startRun } from "./tests/run-service";
import { addTestQuestion, readTestQuestions } from "./tests/service";

// What they tell on a server of many connections: scripts/ci/real-postgres.sh.

const DOGS = "Are dogs allowed?";
const PARKING = "Where can a coach park?";
const { signal } = new AbortController();
let context: TenantContext;
let documentId: string;

beforeEach(async () => {
  context = await newOrganization();
  documentId = (await addIndexed(context, [textOf("Hours", "From nine to five.")])).ids[0]!;
});

// From when on nobody writes to a table, whatever they have read of it.
const noRun = (tx: TenantTransaction) => tx.$executeRaw`LOCK TABLE test_run IN SHARE MODE`;
const noTest = (tx: TenantTransaction) => tx.$executeRaw`LOCK TABLE test_question IN SHARE MODE`;
const noJob = (tx: TenantTransaction) => tx.$executeRaw`LOCK TABLE job IN SHARE MODE`;
const noGap = (tx: TenantTransaction) => tx.$executeRaw`LOCK TABLE knowledge_gap IN SHARE MODE`;
const noSorting = (tx: TenantTransaction) => tx.$executeRaw`LOCK TABLE gap_question IN SHARE MODE`;

const jobsOf = (kind: string) => withTenant(context, (tx) => tx.job.count({ where: { kind } }));
const keep = (question: string) => addTestQuestion(context, { question, documentId, words: [] });

async function gapOf(question: string): Promise<string> {
  await askEach(context, [question]);
  await sortAll(context);
  const gap = (await gapsOf(context)).find(({ title }) => title === question);
  return gap!.id;
}

describe("at once", () => {
  test("two starts of the test questions are one run", async () => {
    await keep("When do you open?");
    const ends = await raceBehind(context, noRun, [
      () => startRun(context),
      () => startRun(context),
    ]);
    expect(new Set(ends.map((end) => end.status === "fulfilled" && end.value)).size).toBe(1);
    expect(fulfilled(ends)).toBe(2);
    const runs = await withTenant(context, (tx) => tx.testRun.findMany());
    expect(runs.map(({ status }) => status)).toEqual(["running"]);
    expect(await jobsOf("quality.tests")).toBe(1);
  });

  test("two starts of the sorting are one job", async () => {
    await askEach(context, [DOGS]);
    const start = () => startSorting(context);
    const ends = await raceBehind(context, noJob, [start, start]);
    expect(new Set(ends.map((end) => end.status === "fulfilled" && end.value)).size).toBe(1);
    expect(await jobsOf("quality.gaps")).toBe(1);
  });

  test("two runs that sort make one gap of a new question", async () => {
    await askEach(context, [DOGS]);
    const sort = () => sortBatch({ ...context, jobId: newId(), round: 1 }, signal);
    expect(fulfilled(await raceBehind(context, noGap, [sort, sort]))).toBe(2);
    expect(await withTenant(context, (tx) => tx.knowledgeGap.count())).toBe(1);
  });

  test("of two answers to a gap one is published", async () => {
    const id = await gapOf(DOGS);
    const publish = (answer: string) => () =>
      publishAnswer(context, { id, question: DOGS, answer, alternatives: [] });
    const ends = await raceBehind(context, noGap, [publish("On a lead."), publish("No.")]);
    expect(fulfilled(ends)).toBe(1);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
    const faqs = await withTenant(context, (tx) =>
      tx.knowledgeDocument.findMany({ where: { kind: "faq" } }),
    );
    expect(faqs).toHaveLength(1);
    expect((await readGap(context, id)).answered?.documentId).toBe(faqs[0]?.id);
  });

  test("an answer is not dismissed by who still saw the gap open", async () => {
    const id = await gapOf(DOGS);
    const answer = { id, question: DOGS, answer: "On a lead.", alternatives: [] };
    const [published] = await raceBehind<unknown>(context, noGap, [
      () => publishAnswer(context, answer),
      () => setGapStatus(context, { id, status: "dismissed" }),
    ]);
    expect(published?.status).toBe("fulfilled");
    expect((await readGap(context, id)).status).toBe("answered");
  });

  test("two gaps that are merged into each other lose no question", async () => {
    const [dogs, parking] = [await gapOf(DOGS), await gapOf(PARKING)];
    const ends = await raceBehind(context, noSorting, [
      () => mergeGaps(context, { id: dogs, into: parking }),
      () => mergeGaps(context, { id: parking, into: dogs }),
    ]);
    expect(fulfilled(ends)).toBe(1);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "not_found" },
    });
    expect(await gapsOf(context)).toMatchObject([{ questions: 2 }]);
  });

  test.each([
    ["the end of a sorting", () => finishSorting({ ...context, jobId: newId(), round: 1 })],
    ["a sweep", () => sweepGaps(context)],
  ])("%s takes no gap away that a question is just being put in", async (_, settle) => {
    const id = await gapOf(DOGS);
    const [conversationId] = await askEach(context, [PARKING]);
    const { messageId } = await withTenant(context, async (tx) => {
      // What was in the gap so far is settled.
      await tx.message.updateMany({
        where: { conversationId: { not: conversationId! } },
        data: { outcome: "answered" },
      });
      const where = { conversationId: conversationId!, role: "visitor" as const };
      const { id: messageId } = await tx.message.findFirstOrThrow({ where });
      return { messageId };
    });
    const sorter = async (tx: TenantTransaction) => {
      await lockGaps(tx, context);
      const question = { messageId, gapId: id, text: PARKING, terms: ["coach"] };
      await insertQuestion(tx, context, { ...question, vector: undefined });
    };
    expect(fulfilled(await raceBehind<unknown>(context, sorter, [settle]))).toBe(1);
    expect(await gapsOf(context)).toMatchObject([{ id, title: PARKING, questions: 1 }]);
  });

  test("no two test questions take the last place", async () => {
    await withTenant(context, (tx) =>
      tx.testQuestion.createMany({
        data: Array.from({ length: MAX_TEST_QUESTIONS - 1 }, (_, at) => ({
          ...{ ...ownedBy(context), id: newId(), question: `Question ${at}` },
          ...{ documentId, documentTitle: "Hours", words: [] },
        })),
      }),
    );
    const ends = await raceBehind(context, noTest, [() => keep("One more"), () => keep("Two")]);
    expect(fulfilled(ends)).toBe(1);
    expect((await readTestQuestions(context, { limit: 1 })).total).toBe(MAX_TEST_QUESTIONS);
  });
});
