import "server-only";
import { tryQuestion } from "@/lib/domains/chat/trial-service";
import { AppError } from "@/lib/core/errors";
import { titlesOf } from "@/lib/domains/knowledge/titles-service";
import { KIND_NAMES } from "@/lib/domains/ops/job-kinds-terms";
import {
  createJob,
  emitJob,
  finishJob,
  setJobRemaining,
  type JobRound,
} from "@/lib/domains/ops/jobs-service";
import { lastEndOf, openJobOrTurn } from "@/lib/domains/ops/open-jobs-service";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { newTraceId } from "@/lib/platform/log/trace";
import type { TenantContext } from "@/lib/tenancy/context";
import { whyWrong } from "./judge";
import { countQuestions, findUnasked, type QuestionRow } from "./repository";
import {
  completeRun,
  failRuns,
  findComplete,
  findRun,
  insertResults,
  insertRun,
  listRuns,
  markLost,
  pruneRuns,
  type NewResult,
} from "./run-repository";

/** Questions asked in one step, and so again when it is cut off. */
const AT_ONCE = 10;

type Emitter = Scope & { traceId: string };
type TestJob = JobRound & { traceId: string; runId: string };

async function begin(
  tx: TenantTransaction,
  caller: Emitter,
  reason: "asked" | "knowledge_changed",
): Promise<string | undefined> {
  const open = await openJobOrTurn(tx, caller, "quality.tests");
  if (open !== undefined) return open;
  const total = await countQuestions(tx);
  if (total === 0) return undefined;
  await failRuns(tx);
  const subjectId = await insertRun(tx, caller, { reason, total });
  const id = await createJob(tx, caller, "quality.tests", { total, subjectId });
  await emitJob(tx, caller, { id, kind: "quality.tests", subjectId });
  return id;
}

/**
 * Starts a run of all test questions, or finds the one that is under way. Returns its job's id. Throws `conflict` when
 * there is no question.
 */
export async function startRun(context: TenantContext): Promise<string> {
  const jobId = await withTenant(context, (tx) => begin(tx, context, "asked"));
  if (jobId === undefined) throw new AppError("conflict", "Add a test question first.");
  wakeRelay();
  return jobId;
}

const KNOWLEDGE_JOBS = KIND_NAMES.filter((kind) => kind.startsWith("knowledge."));

/** Starts a run when the knowledge has changed since the last one and no job is changing it any more. */
export async function sweepTests(scope: Scope): Promise<void> {
  const started = await withTenant(scope, async (tx) => {
    if ((await countQuestions(tx)) === 0) return undefined;
    const changedAt = await lastEndOf(tx, KNOWLEDGE_JOBS);
    const [last] = await listRuns(tx, 1);
    if (!changedAt || (last && last.createdAt >= changedAt)) return undefined;
    return begin(tx, { ...scope, traceId: newTraceId() }, "knowledge_changed");
  });
  if (started !== undefined) wakeRelay();
}

/** A run acts for nobody: what it reads is decided by the organization it is in. */
const contextOf = ({ tenantId, organizationId, traceId, jobId }: TestJob): TenantContext => ({
  ...{ tenantId, organizationId, traceId },
  actor: { kind: "job", id: jobId },
  permissions: new Set(),
});

async function ask(
  job: TestJob,
  row: QuestionRow,
  titles: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<NewResult> {
  const answer = await tryQuestion(contextOf(job), row.question, signal);
  const title = titles.get(row.documentId);
  const expected = { ...row, documentTitle: title ?? row.documentTitle };
  const reason = whyWrong(expected, answer, title !== undefined);
  return {
    ...{ runId: job.runId, questionId: row.id, question: row.question },
    ...{ passed: reason === undefined, reason: reason ?? "" },
    ...{ answer: answer.text, citations: answer.citations },
  };
}

/** Asks some questions of a run and keeps what came of them. Returns how many are left. */
export async function askBatch(job: TestJob, signal: AbortSignal): Promise<number> {
  const { rows, titles } = await withTenant(job, async (tx) => {
    const run = await findRun(tx, job.runId);
    const rows = run ? await findUnasked(tx, run, AT_ONCE) : [];
    const documents = rows.map(({ documentId }) => documentId);
    return { rows, titles: await titlesOf(tx, documents) };
  });
  const results: NewResult[] = [];
  for (const row of rows) {
    signal.throwIfAborted();
    results.push(await ask(job, row, titles, signal));
  }
  return withTenant(job, async (tx) => {
    const run = await findRun(tx, job.runId);
    if (!run) return 0;
    await insertResults(tx, job, results);
    const left = (await findUnasked(tx, run, 1_000)).length;
    await setJobRemaining(tx, job, left);
    return left;
  });
}

/** Ends a run: says what passed before and fails since, and forgets the oldest runs. */
export async function finishRun(job: TestJob): Promise<void> {
  await withTenant(job, async (tx) => {
    const before = await findComplete(tx, job.runId);
    if (before) await markLost(tx, job.runId, before.id);
    await completeRun(tx, job.runId);
    await pruneRuns(tx);
    await finishJob(tx, job);
  });
}

/** After the last retry: the run before goes on being the one that is shown. */
export async function giveUpRun(job: TestJob, tx: TenantTransaction): Promise<void> {
  await failRuns(tx, job.runId);
}
