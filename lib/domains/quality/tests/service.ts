import "server-only";
import { z } from "zod";
import { AppError, notFound } from "@/lib/core/errors";
import { citation } from "@/lib/domains/chat/schema";
import { answeringModel } from "@/lib/domains/chat/trial-service";
import { titlesOf } from "@/lib/domains/knowledge/titles-service";
import { readAnswerCost } from "@/lib/domains/usage/service";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import {
  changeQuestion,
  countQuestions,
  deleteQuestion,
  insertQuestion,
  listQuestions,
  lockQuestions,
} from "./repository";
import {
  countMade,
  findComplete,
  findRun,
  KEPT_RUNS,
  listResults,
  listRuns,
  type ResultRow,
  type RunRow,
} from "./run-repository";
import {
  MAX_TEST_QUESTIONS,
  type TestListQuery,
  type TestQuestionInput,
  type TestQuestionList,
  type TestRunDetail,
  type TestRunList,
  type TestRunView,
} from "./schema";

const missing = () => notFound("The test question");

async function withTitle(tx: TenantTransaction, input: TestQuestionInput) {
  const documentTitle = (await titlesOf(tx, [input.documentId])).get(input.documentId);
  if (documentTitle === undefined) throw notFound("The document");
  return { ...input, documentTitle };
}

async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!uniqueViolation(error)?.includes("question")) throw error;
    const message = "There is a test question with these words already.";
    throw new AppError("conflict", message, { cause: error, field: "question" });
  }
}

/** Keeps a test question. Throws `not_found` for its document, and `conflict` for one that is there and above the limit. */
export async function addTestQuestion(
  context: TenantContext,
  input: TestQuestionInput,
): Promise<string> {
  return once(() =>
    withTenant(context, async (tx) => {
      await lockQuestions(tx, context);
      if ((await countQuestions(tx)) >= MAX_TEST_QUESTIONS) {
        const message = `There are ${MAX_TEST_QUESTIONS} test questions, and no more are possible.`;
        throw new AppError("conflict", message, { details: { limit: MAX_TEST_QUESTIONS } });
      }
      const id = await insertQuestion(tx, context, await withTitle(tx, input));
      await recordAudit(tx, context, "test_question.added", [id]);
      return id;
    }),
  );
}

/** Throws `not_found`, and `conflict` when another question has these words. */
export async function updateTestQuestion(
  context: TenantContext,
  { id, ...input }: TestQuestionInput & { id: string },
): Promise<void> {
  await once(() =>
    withTenant(context, async (tx) => {
      if (!(await changeQuestion(tx, id, await withTitle(tx, input)))) throw missing();
      await recordAudit(tx, context, "test_question.changed", [id]);
    }),
  );
}

/** Throws `not_found`. What runs came to stays. */
export async function removeTestQuestion(context: TenantContext, id: string): Promise<void> {
  await withTenant(context, async (tx) => {
    if (!(await deleteQuestion(tx, id))) throw missing();
    await recordAudit(tx, context, "test_question.deleted", [id]);
  });
}

const toLast = ({ passed, reason, lost, made }: ResultRow) => ({ passed, reason, lost, made });

/** One page of the test questions, newest first, each with what the last complete run came to. */
export async function readTestQuestions(
  context: TenantContext,
  query: TestListQuery,
): Promise<TestQuestionList> {
  return withTenant(context, async (tx) => {
    const rows = await listQuestions(tx, { ...query, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const titles = await titlesOf(
      tx,
      shown.map(({ documentId }) => documentId),
    );
    const run = await findComplete(tx);
    const results = new Map(
      (run ? await listResults(tx, run.id) : []).map((result) => [result.questionId, result]),
    );
    return {
      questions: shown.map((row) => {
        const title = titles.get(row.documentId);
        const last = results.get(row.id);
        return {
          ...row,
          documentTitle: title ?? row.documentTitle,
          documentExists: title !== undefined,
          last: last ? toLast(last) : null,
        };
      }),
      nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
      total: await countQuestions(tx),
    };
  });
}

function toView(run: RunRow, made: TestRunView["made"] = {}): TestRunView {
  const { id, reason, status, total, passed, lost, createdAt, finishedAt } = run;
  return {
    ...{ id, reason, status, total, passed, lost, made },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** What asking so many questions would cost as visitors' answers lately did, for who may see usage. */
async function nextRun(context: TenantContext, questions: number): Promise<TestRunList["next"]> {
  const model = answeringModel();
  if (model === undefined) return { byModel: false, questions, cost: null };
  if (!context.permissions.has("usage:read")) return { byModel: true, questions, cost: null };
  const { meanMicros, leftMicros } = await readAnswerCost(context, model);
  const costMicros = meanMicros === null ? null : Math.round(meanMicros * questions);
  return { byModel: true, questions, cost: { costMicros, leftMicros } };
}

/** The runs that are kept, newest first, and what one that is started now would cost. */
export async function readTestRuns(context: TenantContext): Promise<TestRunList> {
  const { rows, made, questions } = await withTenant(context, async (tx) => {
    const rows = await listRuns(tx, KEPT_RUNS);
    const ids = rows.map(({ id }) => id);
    return { rows, made: await countMade(tx, ids), questions: await countQuestions(tx) };
  });
  const runs = rows.map((row) => toView(row, made.get(row.id)));
  return { runs, next: await nextRun(context, questions) };
}

/** How many test questions fail that passed before, by the newest complete run. */
export async function countLostTests(context: TenantContext): Promise<number> {
  const run = await withTenant(context, (tx) => findComplete(tx));
  return run?.lost ?? 0;
}

const citations = z.array(citation);

/** A run with what each question came to, the lost ones first, then the failed. Throws `not_found`. */
export async function readTestRun(context: TenantContext, id: string): Promise<TestRunDetail> {
  return withTenant(context, async (tx) => {
    const run = await findRun(tx, id);
    if (!run) throw notFound("The test run");
    const rows = await listResults(tx, id);
    const made = (await countMade(tx, [id])).get(id);
    const urgency = ({ passed, lost }: (typeof rows)[number]) => (lost ? 0 : passed ? 2 : 1);
    rows.sort((a, b) => urgency(a) - urgency(b));
    return {
      ...toView(run, made),
      results: rows.map(
        ({ questionId, question, passed, lost, made, reason, answer, ...rest }) => ({
          ...{ questionId, question, passed, lost, made, reason, answer },
          citations: citations.parse(rest.citations),
        }),
      ),
    };
  });
}
