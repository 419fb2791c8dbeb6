import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { retryJob, stopJob } from "@/lib/domains/ops/jobs-control-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION, spendingOf } from "@/lib/testing/bakery";
import { addIndexed, textOf } from "@/lib/testing/knowledge";
import { startModel, type ModelStandIn } from "@/lib/testing/model";
import { runTests, workOffTests } from "@/lib/testing/quality";
import { askBatch, finishRun, giveUpRun, startRun, sweepTests } from "./run-service";
import { addTestQuestion, readTestQuestions, readTestRun, readTestRuns } from "./service";

const CAKE = "What does a birthday cake cost?";
const ANSWER = "It opens at seven [1].";

let model: ModelStandIn;
let context: TenantContext;

beforeAll(async () => {
  model = await startModel({ silenceSeconds: 5 });
});
afterAll(() => model.stop());
beforeEach(async () => {
  model.reset();
  model.answers(ANSWER);
  context = await openBakery();
});

const documentOf = (title: string) =>
  withTenant(context, (tx) => tx.knowledgeDocument.findFirstOrThrow({ where: { title } }));
const keep = async (question: string, title: string, words: string[] = []) =>
  addTestQuestion(context, { question, documentId: (await documentOf(title)).id, words });
const allow = (micros: bigint) =>
  withTenant(context, (tx) => tx.organization.updateMany({ data: { dailyBudgetMicros: micros } }));
const run = async () => readTestRun(context, await runTests(context));

const { signal } = new AbortController();

/** A run that was started, as its job knows it. */
async function begun() {
  const jobId = await startRun(context);
  const { subjectId } = await withTenant(context, (tx) =>
    tx.job.findFirstOrThrow({ where: { id: jobId } }),
  );
  return { ...context, jobId, round: 1, runId: subjectId! };
}

const endJobsOf = (area: string) =>
  withTenant(context, (tx) =>
    tx.job.updateMany({
      where: { kind: { startsWith: area } },
      data: { status: "succeeded", finishedAt: new Date() },
    }),
  );

/** A run that begins by itself, as after a change of the knowledge. */
async function runAfterChange() {
  await endJobsOf("knowledge.");
  await sweepTests(context);
  const job = await withTenant(context, (tx) =>
    tx.job.findFirstOrThrow({ where: { kind: "quality.tests" }, orderBy: { id: "desc" } }),
  );
  return readTestRun(context, await workOffTests(context, job.id));
}

describe("a run where a model answers visitors", () => {
  it("is answered by the model, whose calls are booked, and is judged by what it wrote", async () => {
    await keep(QUESTION, "Opening hours", ["at seven"]);
    await keep(CAKE, "Cakes", ["forty pounds"]);
    const { results, made } = await run();
    expect(made).toEqual({ model: 2 });
    // Its quotes would have passed: "A birthday cake costs forty pounds".
    expect(results).toMatchObject([
      { question: CAKE, answer: ANSWER, made: "model", passed: false },
      { question: QUESTION, answer: ANSWER, made: "model", passed: true },
    ]);
    const { calls, spent, reserved } = await spendingOf(context);
    expect(calls.map(({ settled }) => settled)).toEqual([true, true]);
    expect(spent).toBeGreaterThan(0n);
    expect(reserved).toBe(0n);
    const { next } = await readTestRuns(context);
    expect(next).toMatchObject({ byModel: true, questions: 2 });
    expect(next.cost?.costMicros).toBe(Number(spent));
    const mayNotSee = { ...context, permissions: new Set(["kb:read"] as const) };
    expect((await readTestRuns(mayNotSee)).next.cost).toBeNull();
  });

  it("says that quotes stood in once the budget is used up, and calls nothing lost that they miss", async () => {
    await keep(QUESTION, "Opening hours", ["opens at seven [1]"]);
    expect(await run()).toMatchObject({ passed: 1 });
    await allow(0n);
    const poor = await run();
    expect(poor).toMatchObject({ passed: 0, lost: 0, made: { over_budget: 1 } });
    expect(poor.results[0]?.answer).toContain("Our bakery opens at seven in the morning");
    const { questions } = await readTestQuestions(context, { limit: 1 });
    expect(questions[0]?.last).toMatchObject({ lost: false, made: "over_budget" });
    await allow(1_000_000n);
    // Against the model's answer of before, not against the quotes between.
    model.answers("It opens at eight [1].");
    expect(await run()).toMatchObject({ passed: 0, lost: 1, made: { model: 1 } });
    await allow(0n);
    expect(await run()).toMatchObject({ lost: 1, made: { over_budget: 1 } });
  });

  it("goes on in quotes when the model fails", async () => {
    await keep(QUESTION, "Opening hours");
    model.mock.clearFixtures();
    expect(await run()).toMatchObject({ passed: 1, made: { model_failed: 1 } });
  });

  it("asks again after a change only what has other sources, and all when a member asks", async () => {
    await keep(QUESTION, "Opening hours");
    await keep(CAKE, "Cakes");
    await run();
    const before = model.calls();
    await addIndexed(context, [textOf("Wedding cakes", "A wedding cake costs ninety pounds.")]);
    const { made, results } = await runAfterChange();
    expect(made).toEqual({ model: 1, model_before: 1 });
    expect(results.find(({ question }) => question === QUESTION)).toMatchObject({
      ...{ made: "model_before", answer: ANSWER, passed: true },
    });
    expect(model.calls() - before).toBe(1);
    expect(await run()).toMatchObject({ made: { model: 2 } });
    expect(model.calls() - before).toBe(3);
  });

  it("asks again what would be cited under another address", async () => {
    await keep(QUESTION, "Opening hours");
    await run();
    const url = "https://bakery.example/hours";
    const { id } = await documentOf("Opening hours");
    await withTenant(context, (tx) =>
      tx.knowledgeDocument.updateMany({ where: { id }, data: { url } }),
    );
    const { made, results } = await runAfterChange();
    expect(made).toEqual({ model: 1 });
    expect(results[0]?.citations).toMatchObject([{ url }]);
  });

  it("leaves visitors half of the day's budget when it begins by itself", async () => {
    await keep(QUESTION, "Opening hours");
    await keep(CAKE, "Cakes");
    await run();
    const { spent } = await spendingOf(context);
    const { reservedMicros: most } = await withTenant(context, (tx) =>
      tx.modelCall.findFirstOrThrow({ orderBy: { reservedMicros: "desc" } }),
    );
    // Enough for a call, but not within the half.
    await allow(spent + 2n * most);
    await addIndexed(context, [textOf("Wedding cakes", "A wedding cake costs ninety pounds.")]);
    expect((await runAfterChange()).made).toEqual({ over_budget: 1, model_before: 1 });
    expect((await spendingOf(context)).spent).toBe(spent);
    await keep("Is the bakery open on Sundays?", "Opening hours");
    expect((await run()).made.model).toBeGreaterThan(0);
  });

  it("pays for no answer again that a run wrote which did not end", async () => {
    await keep(QUESTION, "Opening hours");
    const job = await begun();
    expect(await askBatch(job, signal)).toBe(0);
    await withTenant(context, (tx) => giveUpRun(job, tx));
    await endJobsOf("quality.tests");
    const before = model.calls();
    expect((await runAfterChange()).made).toEqual({ model_before: 1 });
    expect(model.calls()).toBe(before);
  });

  it("asks no more once it is cancelled, and goes on with the rest when it is tried again", async () => {
    await keep(QUESTION, "Opening hours");
    await keep("Is the bakery open on Sundays?", "Opening hours");
    const job = await begun();
    const call = model.hold();
    const batch = askBatch(job, signal);
    await call.begun;
    await stopJob(context, job.jobId);
    call.say(ANSWER);
    call.end();
    expect(await batch).toBe(1);
    expect(model.calls()).toBe(1);
    expect(await readTestRun(context, job.runId)).toMatchObject({
      ...{ status: "failed", made: { model: 1 } },
    });
    await retryJob(context, job.jobId);
    expect(await readTestRun(context, job.runId)).toMatchObject({ status: "running" });
    expect(await askBatch({ ...job, round: 2 }, signal)).toBe(0);
    await finishRun({ ...job, round: 2 });
    expect(model.calls()).toBe(2);
    expect(await readTestRun(context, job.runId)).toMatchObject({
      ...{ status: "complete", total: 2, made: { model: 2 } },
    });
  });

  it("is not tried again once a newer run has begun", async () => {
    await keep(QUESTION, "Opening hours");
    const job = await begun();
    await stopJob(context, job.jobId);
    const newer = await run();
    await expect(retryJob(context, job.jobId)).rejects.toMatchObject({
      ...{ code: "conflict", details: { reason: "nothing_left" } },
    });
    expect((await readTestRuns(context)).runs.map(({ id, status }) => [id, status])).toEqual([
      [newer.id, "complete"],
      [job.runId, "failed"],
    ]);
  });

  it("keeps each answer at once, so that a step that is cut off pays for none twice", async () => {
    for (let at = 1; at <= 4; at += 1)
      await keep(`When does the bakery open on day ${at}?`, "Opening hours");
    const job = await begun();
    const step = new AbortController();
    const [one, two] = [model.hold(), model.hold()];
    const cut = askBatch(job, step.signal);
    await one.begun;
    one.say(ANSWER);
    one.end();
    await two.begun;
    step.abort();
    await expect(cut).rejects.toThrow();
    expect(await readTestRun(context, job.runId)).toMatchObject({ made: { model: 1 } });
    expect(await askBatch(job, signal)).toBe(0);
    expect(model.calls()).toBe(5);
  });
});
