import { openExchange } from "@/lib/domains/chat/open-exchange";
import { finishSorting, sortBatch } from "@/lib/domains/quality/gaps/cluster-service";
import { readGaps } from "@/lib/domains/quality/gaps/service";
import { askBatch, finishRun, startRun } from "@/lib/domains/quality/tests/run-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { chatOf } from "./chat";

const { signal } = new AbortController();

/** Asks as a visitor does, each question in a conversation of its own. Returns the conversations' ids. */
export async function askEach(context: TenantContext, questions: readonly string[]) {
  const chat = await chatOf(context);
  const ids: string[] = [];
  for (const question of questions) ids.push((await chat.answerOf(question)).conversationId);
  return ids;
}

/** What the job that sorts questions does from its first step to its last. */
export async function sortAll(context: TenantContext, jobId = crypto.randomUUID()): Promise<void> {
  const job = { ...context, jobId, round: 1 };
  while ((await sortBatch(job, signal)) > 0);
  await finishSorting(job);
}

/** The titles of the open gaps, each with its number of conversations. */
export async function gapsOf(context: TenantContext, status: "open" | "answered" = "open") {
  const { gaps } = await readGaps(context, { status, limit: 100 });
  return gaps;
}

/** Starts a run of the test questions and does what its job does. Returns the run's id. */
export async function runTests(context: TenantContext): Promise<string> {
  return workOffTests(context, await startRun(context));
}

/** What the job of a run does from its first step to its last. Returns the run's id. */
export async function workOffTests(context: TenantContext, jobId: string): Promise<string> {
  const { subjectId } = await withTenant(context, (tx) =>
    tx.job.findFirstOrThrow({ where: { id: jobId } }),
  );
  const job = { ...context, jobId, round: 1, runId: subjectId! };
  while ((await askBatch(job, signal)) > 0);
  await finishRun(job);
  return subjectId!;
}

/** A gap, a test question and a complete run, whose texts say whose they are: straight into the tables. */
export async function addQualityRecords(
  context: TenantContext,
  canary: string,
  documentId: string,
) {
  const { tenantId, organizationId } = context;
  const owner = { tenantId, organizationId };
  const [gapId, otherGapId, testQuestionId, runId] = Array.from({ length: 4 }, () =>
    crypto.randomUUID(),
  ) as [string, string, string, string];
  for (const id of [gapId, otherGapId]) {
    const message = `${canary} unanswered ${id}`;
    const { questionId, answer } = await openExchange(context, "secret", { message });
    await withTenant(context, async (tx) => {
      await tx.message.update({
        where: { tenantId_organizationId_id: { ...owner, id: answer!.id } },
        data: { outcome: "no_answer", state: "complete", text: `${canary} no` },
      });
      await tx.knowledgeGap.create({ data: { ...owner, id } });
      await tx.gapQuestion.create({
        data: { ...owner, gapId: id, messageId: questionId, text: message, terms: ["word"] },
      });
    });
  }
  const question = `${canary} test ${testQuestionId}`;
  await withTenant(context, async (tx) => {
    await tx.testQuestion.create({
      data: {
        ...{ ...owner, id: testQuestionId, question, documentId, words: [] },
        documentTitle: `${canary} title`,
      },
    });
    await tx.testRun.create({
      data: { ...owner, id: runId, reason: "asked", status: "complete", total: 1, passed: 0 },
    });
    await tx.testResult.create({
      data: {
        ...{ ...owner, runId, questionId: testQuestionId, question, passed: false },
        ...{ reason: `${canary} reason`, answer: `${canary} answer`, citations: [] },
      },
    });
  });
  return { gapId, otherGapId, testQuestionId, testRunId: runId };
}
