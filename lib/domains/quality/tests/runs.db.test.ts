import { beforeEach, describe, expect, it } from "vitest";
import { deleteDocument } from "@/lib/domains/knowledge/service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { HOURS, openBakery, QUESTION } from "@/lib/testing/bakery";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { runTests } from "@/lib/testing/quality";
import { startRun, sweepTests } from "./run-service";
import { MAX_TEST_QUESTIONS } from "./schema";
import {
  addTestQuestion,
  readTestQuestions,
  readTestRun,
  readTestRuns,
  updateTestQuestion,
} from "./service";

let context: TenantContext;
let hoursId: string;

beforeEach(async () => {
  context = await newOrganization();
  const { ids } = await addIndexed(context, [
    textOf("Opening hours", HOURS),
    textOf("Cakes", "A birthday cake costs forty pounds and is ready after two working days."),
  ]);
  hoursId = ids[0]!;
});

const keep = (question: string, documentId: string, words: string[] = []) =>
  addTestQuestion(context, { question, documentId, words });

/** Ends the jobs of the knowledge, as their functions would. */
const settleKnowledge = () =>
  withTenant(context, (tx) =>
    tx.job.updateMany({
      where: { kind: { startsWith: "knowledge." } },
      data: { status: "succeeded", finishedAt: new Date() },
    }),
  );
const jobsOfTests = () =>
  withTenant(context, (tx) => tx.job.count({ where: { kind: "quality.tests" } }));

describe("a run of the test questions", () => {
  it("says of each whether it passed, and why not in words", async () => {
    await keep(QUESTION, hoursId, ["seven"]);
    await keep("What does a birthday cake cost?", hoursId);
    await keep("Do you repair lawn mowers?", hoursId);
    const run = await readTestRun(context, await runTests(context));
    expect(run).toMatchObject({ status: "complete", total: 3, passed: 1, lost: 0 });
    expect(run.results.map(({ passed, reason }) => [passed, reason])).toEqual([
      [false, "There was no answer."],
      [false, "The answer came from “Cakes” instead of “Opening hours”."],
      [true, ""],
    ]);
    expect(run.results[2]?.citations).toMatchObject([{ title: "Opening hours" }]);
  });

  it("tells a drop against the run before, also in later runs, until it passes again", async () => {
    await keep(QUESTION, hoursId);
    await runTests(context);
    await deleteDocument(context, hoursId);
    const run = await readTestRun(context, await runTests(context));
    expect(run).toMatchObject({ passed: 0, lost: 1 });
    expect(run.results).toMatchObject([
      { lost: true, reason: "The expected source “Opening hours” was deleted." },
    ]);
    const { questions } = await readTestQuestions(context, { limit: 10 });
    expect(questions).toMatchObject([{ documentExists: false, last: { lost: true } }]);
    expect(await readTestRun(context, await runTests(context))).toMatchObject({ lost: 1 });
    const { ids } = await addIndexed(context, [textOf("Opening hours", HOURS)]);
    const change = { question: QUESTION, documentId: ids[0]!, words: [] };
    await updateTestQuestion(context, { id: questions[0]!.id, ...change });
    expect(await readTestRun(context, await runTests(context))).toMatchObject({
      ...{ passed: 1, lost: 0 },
    });
  });

  it("is one at a time, and the last 30 are kept", async () => {
    await keep(QUESTION, hoursId);
    const [one, two] = [await startRun(context), await startRun(context)];
    expect(two).toBe(one);
    await withTenant(context, (tx) =>
      tx.job.updateMany({ where: { id: one }, data: { status: "failed" } }),
    );
    for (let run = 0; run < 31; run += 1) {
      const id = await runTests(context);
      expect(await readTestRun(context, id)).toMatchObject({ total: 1, passed: 1 });
      await settleJob();
    }
    const { runs } = await readTestRuns(context);
    expect(runs.map(({ status }) => status)).toEqual(new Array(30).fill("complete"));
    expect(await withTenant(context, (tx) => tx.testRun.count())).toBe(30);
  });

  const settleJob = () =>
    withTenant(context, (tx) =>
      tx.job.updateMany({ where: { kind: "quality.tests" }, data: { status: "succeeded" } }),
    );

  it("starts by itself once the knowledge has changed and settled, and once only", async () => {
    await settleKnowledge();
    await sweepTests(context);
    expect(await jobsOfTests()).toBe(0);
    await keep(QUESTION, hoursId);
    await sweepTests(context);
    expect(await jobsOfTests()).toBe(1);
    await settleJob();
    await sweepTests(context);
    expect(await jobsOfTests()).toBe(1);
    await addIndexed(context, [textOf("Bread", "Our bread is baked at night.")]);
    await settleKnowledge();
    await addIndexed(context, [textOf("Rolls", "Our rolls are baked at noon.")]);
    await sweepTests(context);
    expect(await jobsOfTests()).toBe(1);
    await settleKnowledge();
    await sweepTests(context);
    expect(await jobsOfTests()).toBe(2);
  });
});

describe("test questions", () => {
  it("are refused without their document, twice and above the limit", async () => {
    const other = await openBakery();
    const [foreign] = (
      await withTenant(other, (tx) => tx.knowledgeDocument.findMany({ select: { id: true } }))
    ).map(({ id }) => id);
    await expect(keep(QUESTION, foreign!)).rejects.toMatchObject({ code: "not_found" });
    await keep(QUESTION, hoursId);
    await expect(keep(QUESTION, hoursId)).rejects.toMatchObject({
      ...{ code: "conflict", fields: [{ field: "question" }] },
    });
    const { tenantId, organizationId } = context;
    await withTenant(context, (tx) =>
      tx.testQuestion.createMany({
        data: Array.from({ length: MAX_TEST_QUESTIONS - 2 }, (_, at) => ({
          ...{ tenantId, organizationId, id: crypto.randomUUID(), question: `Question ${at}` },
          ...{ documentId: hoursId, documentTitle: "Opening hours", words: [] },
        })),
      }),
    );
    const results = await Promise.allSettled([keep("One more", hoursId), keep("Two", hoursId)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await readTestQuestions(context, { limit: 1 })).total).toBe(MAX_TEST_QUESTIONS);
  });
});
