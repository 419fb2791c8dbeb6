import "server-only";
import { answeringModel, tryQuestion, type EarlierTrial } from "@/lib/domains/chat/trial-service";
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
import { keptCitations } from "./kept-citations";
import { countQuestions, findUnasked, type QuestionRow } from "./repository";
import {
  completeRun,
  failRuns,
  findRun,
  findWritten,
  insertResults,
  insertRun,
  listRuns,
  markLost,
  pruneRuns,
  type NewResult,
  type RunRow,
} from "./run-repository";

/** Questions asked in one step: as many as can be waited for when each takes a model its longest. */
const AT_ONCE = { quoted: 10, written: 3 };

/** A run that began by itself asks a model only while no more than this share of the day's budget is spent. */
const OF_ITS_OWN_ACCORD = 0.5;

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

interface Asking {
  job: TestJob;
  titles: ReadonlyMap<string, string>;
  earlier: ReadonlyMap<string, EarlierTrial>;
  /** It began by itself. */
  unasked: boolean;
}

async function ask(
  { job, titles, earlier, unasked }: Asking,
  row: QuestionRow,
  signal: AbortSignal,
): Promise<NewResult> {
  const before = earlier.get(row.id);
  const { answer, told, again } = await tryQuestion(contextOf(job), row.question, signal, {
    ...(before && { earlier: before }),
    ...(unasked && { upTo: OF_ITS_OWN_ACCORD }),
  });
  const title = titles.get(row.documentId);
  const expected = { ...row, documentTitle: title ?? row.documentTitle };
  const reason = whyWrong(expected, answer, title !== undefined);
  return {
    ...{ runId: job.runId, questionId: row.id, question: row.question },
    ...{ passed: reason === undefined, reason: reason ?? "" },
    ...{ answer: answer.text, citations: answer.citations },
    ...{ made: again ? ("model_before" as const) : answer.made, told: told ?? null },
  };
}

/** What a run that nobody asked for need not pay for again. */
async function earlierTrials(tx: TenantTransaction, run: RunRow, rows: readonly QuestionRow[]) {
  if (run.reason === "asked" || answeringModel() === undefined)
    return new Map<string, EarlierTrial>();
  const ids = rows.map(({ id }) => id);
  const written = await findWritten(tx, run.id, ids);
  return new Map(
    written.map(({ questionId, told, answer, citations }) => [
      questionId,
      { told, text: answer, citations: keptCitations.parse(citations) },
    ]),
  );
}

/**
 * Asks some questions of a run, each as a visitor would, and keeps each answer as soon as it is there: a step that is cut
 * off pays for none twice, and one whose run was cancelled asks no more. Returns how many are left.
 */
export async function askBatch(job: TestJob, signal: AbortSignal): Promise<number> {
  const most = answeringModel() === undefined ? AT_ONCE.quoted : AT_ONCE.written;
  const { rows, ...asking } = await withTenant(job, async (tx) => {
    const run = await findRun(tx, job.runId);
    const rows = run ? await findUnasked(tx, run, most) : [];
    const titles = await titlesOf(
      tx,
      rows.map(({ documentId }) => documentId),
    );
    return {
      rows,
      titles,
      earlier: run ? await earlierTrials(tx, run, rows) : new Map<string, EarlierTrial>(),
      unasked: run?.reason === "knowledge_changed",
    };
  });
  for (const row of rows) {
    signal.throwIfAborted();
    const result = await ask({ job, ...asking }, row, signal);
    const goesOn = await withTenant(job, async (tx) => {
      const run = await findRun(tx, job.runId);
      if (run) await insertResults(tx, job, [result]);
      return run?.status === "running";
    });
    if (!goesOn) break;
  }
  return withTenant(job, async (tx) => {
    const run = await findRun(tx, job.runId);
    if (!run) return 0;
    const left = (await findUnasked(tx, run, 1_000)).length;
    await setJobRemaining(tx, job, left);
    return left;
  });
}

/** Ends a run: says what passed before and fails since, and forgets the oldest runs. */
export async function finishRun(job: TestJob): Promise<void> {
  await withTenant(job, async (tx) => {
    await markLost(tx, job.runId);
    await completeRun(tx, job.runId);
    await pruneRuns(tx);
    await finishJob(tx, job);
  });
}

/** After the last retry: the run before goes on being the one that is shown. */
export async function giveUpRun(job: TestJob, tx: TenantTransaction): Promise<void> {
  await failRuns(tx, job.runId);
}
