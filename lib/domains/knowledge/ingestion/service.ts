import "server-only";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { createJob, emitJob, finishJob, holdRound } from "@/lib/domains/ops/jobs-service";
import { embedder } from "@/lib/platform/ai/embeddings";
import { log } from "@/lib/platform/log/log";
import { newTraceId } from "@/lib/platform/log/trace";
import { onceCommitted, withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { wakeRelay } from "@/lib/platform/events/relay";
import { startCheck } from "../check/check-service";
import {
  findPendingWindows,
  findUnembedded,
  markEmbedded,
  takeUnembedded,
} from "./embedding-repository";
import { indexDocument } from "./index-document";
import { endWithDocuments, reportProgress, type IngestionJob } from "./progress";
import {
  beginAttempt,
  countJobDocuments,
  findPending,
  giveUp,
  markFailed,
  noteFailure,
  type FailureReason,
} from "./repository";

const DOCUMENTS_AT_ONCE = 10;
const CHARACTERS_AT_ONCE = 400_000;

/** Faults of the content itself: trying again would end the same way. */
const PERMANENT: ReadonlySet<ErrorCode> = new Set([
  "unprocessable_file",
  "unsupported_media_type",
  "payload_too_large",
  "document_too_long",
  "invalid_input",
  "not_found",
]);

const OUR_FAULT: FailureReason = {
  code: "internal",
  message: "Indexing failed on our side. Re-index to try again.",
};

/** Splits a job's documents into steps: files one by one, since each is parsed; texts in groups of bounded size. */
export async function planIngestion(job: IngestionJob): Promise<string[][]> {
  const documents = await withTenant(job, (tx) => findPending(tx, job, job.jobId));
  const batches: string[][] = [];
  let open: string[] = [];
  let characters = 0;
  for (const document of documents) {
    if (document.isFile) {
      batches.push([document.id]);
      continue;
    }
    const full =
      open.length >= DOCUMENTS_AT_ONCE || characters + document.characters > CHARACTERS_AT_ONCE;
    if (open.length > 0 && full) {
      batches.push(open);
      open = [];
      characters = 0;
    }
    open.push(document.id);
    characters += document.characters;
  }
  return open.length > 0 ? [...batches, open] : batches;
}

/** A document at fault is marked; other errors come back with the reason that people would be told. */
async function indexOrFail(
  job: IngestionJob,
  id: string,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const attempt = await withTenant(job, (tx) => beginAttempt(tx, job.jobId, id));
  if (!attempt) return undefined;
  try {
    await indexDocument(job, attempt, signal);
    return undefined;
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof AppError && PERMANENT.has(error.code)) {
      log.info("a document could not be indexed", { document_id: id, error_code: reason.code });
      await withTenant(job, (tx) => markFailed(tx, attempt, reason));
      return undefined;
    }
    await withTenant(job, (tx) => noteFailure(tx, attempt, reason));
    return error instanceof Error ? error : new Error(String(error));
  }
}

function reasonOf(error: unknown): FailureReason {
  if (!(error instanceof AppError)) return OUR_FAULT;
  const reason = error.details?.["reason"];
  return { code: typeof reason === "string" ? reason : error.code, message: error.userMessage };
}

/**
 * Indexes some of a job's documents. A document at fault is marked and passed over; the first of the other errors is
 * thrown once all have been tried. Throws the signal's reason when it aborts.
 */
export async function indexBatch(
  job: IngestionJob,
  documentIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  let first: Error | undefined;
  for (const id of documentIds) {
    signal.throwIfAborted();
    const error = await indexOrFail(job, id, signal);
    first ??= error;
  }
  await withTenant(job, (tx) => reportProgress(tx, job));
  if (first) throw first;
}

/** After the last retry of some documents: they have failed, and the others go on. */
export async function failBatch(job: IngestionJob, documentIds: readonly string[]): Promise<void> {
  await withTenant(job, async (tx) => {
    // By then they may wait for the job's next round.
    if (!(await holdRound(tx, job))) return;
    await giveUp(tx, { jobId: job.jobId, ids: documentIds }, OUR_FAULT);
    await reportProgress(tx, job);
  });
}

/**
 * After the last retry of the job itself: what is not indexed has failed. The job ends with what came of its documents,
 * unless all of them are indexed: then it was another step that failed, for a reason of its own.
 */
export async function failIngestion(job: IngestionJob, tx: TenantTransaction): Promise<void> {
  await giveUp(tx, { jobId: job.jobId }, OUR_FAULT);
  await reportProgress(tx, job);
  const { total, failed } = await countJobDocuments(tx, job.jobId);
  if (total === 0 || failed.length > 0) await endWithDocuments(tx, job);
}

/** After the last retry of the embedding: keyword search serves, and the sweep tries again later. */
export async function failEmbedding(job: IngestionJob, tx: TenantTransaction): Promise<void> {
  await finishJob(tx, job, {
    code: "upstream_failed",
    message:
      "Search by meaning is not ready, since the embeddings could not be had. Keyword search works.",
  });
}

/** What is new is then compared with the rest. */
async function endAndCheck(tx: TenantTransaction, job: IngestionJob): Promise<void> {
  await endWithDocuments(tx, job);
  if (await startCheck(tx, job)) onceCommitted(wakeRelay);
}

/**
 * Ends a job at once when none of its documents has anything to embed, so that it need not wait for the embedding of
 * others. Returns whether it did.
 */
export async function finishWithoutEmbedding(job: IngestionJob): Promise<boolean> {
  const embedding = embedder();
  return withTenant(job, async (tx) => {
    if (embedding) {
      const waiting = await findPendingWindows(tx, job, job.jobId, embedding, 1);
      if (waiting.length > 0) return false;
      await markEmbedded(tx, job, job.jobId, embedding);
    }
    await endAndCheck(tx, job);
    return true;
  });
}

/** Ends a job with what came of its documents. */
export async function finishIngestion(job: IngestionJob): Promise<void> {
  await withTenant(job, (tx) => endAndCheck(tx, job));
}

/** Starts a job for documents that search finds by keyword but that lack vectors nobody works at any more. */
export async function resumeEmbedding(scope: Scope): Promise<void> {
  const embedding = embedder();
  if (!embedding) return;
  const started = await withTenant(scope, async (tx) => {
    const left = await findUnembedded(tx, scope, embedding);
    if (left.length === 0) return false;
    const traceId = newTraceId();
    const jobId = await createJob(tx, { ...scope, traceId }, "knowledge.embed", {
      total: left.length,
    });
    await takeUnembedded(tx, left, jobId);
    await emitJob(tx, { ...scope, traceId }, { id: jobId, kind: "knowledge.embed" });
    return true;
  });
  if (started) wakeRelay();
}
