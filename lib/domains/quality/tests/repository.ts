import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy } from "@/lib/tenancy/context";

const QUESTION_COLUMNS = {
  id: true,
  question: true,
  documentId: true,
  documentTitle: true,
  words: true,
} as const satisfies Prisma.TestQuestionSelect;
export type QuestionRow = Prisma.TestQuestionGetPayload<{ select: typeof QUESTION_COLUMNS }>;

type Content = Omit<QuestionRow, "id">;

/** Nobody else adds a question until the end of the transaction, so that the limit holds. */
export async function lockQuestions(tx: TenantTransaction, scope: Scope): Promise<void> {
  const subject = `test questions ${scope.organizationId}`;
  await tx.$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
}

export async function countQuestions(tx: TenantTransaction): Promise<number> {
  return tx.testQuestion.count();
}

export async function insertQuestion(
  tx: TenantTransaction,
  scope: Scope,
  content: Content,
): Promise<string> {
  const id = newId();
  await tx.testQuestion.create({ data: { ...ownedBy(scope), id, ...content } });
  return id;
}

/** Returns false when there is none of this id. */
export async function changeQuestion(
  tx: TenantTransaction,
  id: string,
  content: Content,
): Promise<boolean> {
  const { count } = await tx.testQuestion.updateMany({ where: { id }, data: content });
  return count === 1;
}

/** Returns false when there is none of this id. */
export async function deleteQuestion(tx: TenantTransaction, id: string): Promise<boolean> {
  const { count } = await tx.testQuestion.deleteMany({ where: { id } });
  return count === 1;
}

/** One page, newest first. The cursor is the last id of the page before. */
export async function listQuestions(
  tx: TenantTransaction,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<QuestionRow[]> {
  return tx.testQuestion.findMany({
    where: { ...(cursor && { id: { lt: cursor } }) },
    select: QUESTION_COLUMNS,
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** Test questions by their ids; of one that was deleted there is none. */
export async function readQuestions(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.testQuestion.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, question: true },
  });
  return new Map(rows.map(({ id, question }) => [id, question]));
}

/** Questions that a run has not asked yet, of those that were there when it began. */
export async function findUnasked(
  tx: TenantTransaction,
  run: { id: string; createdAt: Date },
  limit: number,
): Promise<QuestionRow[]> {
  const asked = await tx.testResult.findMany({
    where: { runId: run.id },
    select: { questionId: true },
  });
  return tx.testQuestion.findMany({
    where: {
      id: { notIn: asked.map(({ questionId }) => questionId) },
      createdAt: { lte: run.createdAt },
    },
    select: QUESTION_COLUMNS,
    orderBy: { id: "asc" },
    take: limit,
  });
}
