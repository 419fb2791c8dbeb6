import "server-only";
import { readAlone } from "@/lib/domains/chat/asked-service";
import {
  embedQuestions,
  termsOf,
  type QuestionVector,
} from "@/lib/domains/knowledge/meaning-service";
import {
  createJob,
  emitJob,
  finishJob,
  setJobRemaining,
  type JobRound,
} from "@/lib/domains/ops/jobs-service";
import { openJobOrTurn } from "@/lib/domains/ops/open-jobs-service";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { newTraceId } from "@/lib/platform/log/trace";
import { isMeasured } from "./alike";
import {
  countUnsorted,
  findNearestGap,
  findUnsorted,
  insertGap,
  insertQuestion,
  lockGaps,
  rateTypical,
  removeSettled,
  reopenAskedAgain,
} from "./cluster-repository";

/** Questions sorted in one transaction: short enough that nobody waits for it. */
const AT_ONCE = 20;

type ClusterJob = JobRound & { traceId: string };

interface Unsorted {
  messageId: string;
  text: string;
  terms: string[];
  vector: QuestionVector | undefined;
}

async function readUnsorted(job: ClusterJob, signal: AbortSignal): Promise<Unsorted[]> {
  const found = await withTenant(job, async (tx) => {
    const asked: { messageId: string; text: string }[] = [];
    for (const question of await findUnsorted(tx, job, AT_ONCE))
      asked.push({ messageId: question.id, text: await readAlone(tx, question) });
    return asked;
  });
  const vectors = await embedQuestions(
    job,
    found.map(({ text }) => text),
    signal,
  );
  return found.map(({ messageId, text }, at) => {
    const vector = vectors[at];
    const compared = vector && isMeasured(vector.embedder) ? vector : undefined;
    return { messageId, text, terms: termsOf(text), vector: compared };
  });
}

async function sortOne(
  tx: TenantTransaction,
  scope: Scope,
  question: Unsorted,
): Promise<string | undefined> {
  if (question.terms.length === 0) {
    await insertQuestion(tx, scope, { ...question, gapId: null });
    return undefined;
  }
  const gapId = (await findNearestGap(tx, scope, question)) ?? (await insertGap(tx, scope));
  await insertQuestion(tx, scope, { ...question, gapId });
  return gapId;
}

/**
 * Sorts some questions that were not answered well: each joins the gap that means nearly the same, or makes one. Returns
 * how many are left. Throws as an embedder does.
 */
export async function sortBatch(job: ClusterJob, signal: AbortSignal): Promise<number> {
  const questions = await readUnsorted(job, signal);
  return withTenant(job, async (tx) => {
    await lockGaps(tx, job);
    const touched = new Set<string>();
    for (const question of questions) {
      const gapId = await sortOne(tx, job, question);
      if (gapId !== undefined) touched.add(gapId);
    }
    await rateTypical(tx, job, [...touched]);
    await reopenAskedAgain(tx, job);
    const left = await countUnsorted(tx, job);
    await setJobRemaining(tx, job, left);
    return left;
  });
}

export async function finishSorting(job: JobRound): Promise<void> {
  await withTenant(job, async (tx) => {
    await lockGaps(tx, job);
    await removeSettled(tx, job);
    await finishJob(tx, job);
  });
}

/**
 * Has the questions that are in no gap yet sorted by a job; none is started while one is open. Returns the job's id, or
 * undefined when there is nothing to sort.
 */
export async function startSorting(
  caller: Scope & { traceId: string },
): Promise<string | undefined> {
  const jobId = await withTenant(caller, async (tx) => {
    const waiting = await countUnsorted(tx, caller);
    if (waiting === 0) return undefined;
    const open = await openJobOrTurn(tx, caller, "quality.gaps");
    if (open !== undefined) return open;
    const id = await createJob(tx, caller, "quality.gaps", { total: waiting });
    await emitJob(tx, caller, { id, kind: "quality.gaps" });
    return id;
  });
  wakeRelay();
  return jobId;
}

/** What the sweep does with an organization's gaps. */
export async function sweepGaps(scope: Scope): Promise<void> {
  await withTenant(scope, async (tx) => {
    await lockGaps(tx, scope);
    await removeSettled(tx, scope);
  });
  await startSorting({ ...scope, traceId: newTraceId() });
}
