import "server-only";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { createJob, finishJob } from "@/lib/domains/ops/jobs-service";
import { embedder } from "@/lib/platform/ai/embeddings";
import { log } from "@/lib/platform/log/log";
import { newTraceId } from "@/lib/platform/log/trace";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { emit } from "@/lib/platform/events/outbox";
import { wakeRelay } from "@/lib/platform/events/relay";
import { findUnembedded } from "./embedding-repository";
import { indexDocument } from "./index-document";
import { reportProgress } from "./progress";
import { countJobDocuments, loadContent, markFailed, takePending } from "./repository";

interface IngestionJob extends Scope {
  jobId: string;
}

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

/** Splits a job's documents into steps: files one by one, since each is parsed; texts in groups of bounded size. */
export async function planIngestion(job: IngestionJob): Promise<string[][]> {
  const documents = await withTenant(job, (tx) => takePending(tx, job, job.jobId));
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

async function indexOrFail(job: IngestionJob, id: string): Promise<void> {
  try {
    await indexDocument(job, id);
  } catch (error) {
    if (!(error instanceof AppError) || !PERMANENT.has(error.code)) throw error;
    log.info("a document could not be indexed", { document_id: id, error_code: error.code });
    await withTenant(job, async (tx) => {
      const document = await loadContent(tx, id);
      if (!document) return;
      const reason = error.details?.["reason"];
      const code = typeof reason === "string" ? reason : error.code;
      await markFailed(
        tx,
        { id, revision: document.revision },
        { code, message: error.userMessage },
      );
    });
  }
}

/** Indexes some of a job's documents. A document at fault is marked and passed over; other errors are thrown. */
export async function indexBatch(job: IngestionJob, documentIds: readonly string[]): Promise<void> {
  for (const id of documentIds) await indexOrFail(job, id);
  await withTenant(job, (tx) => reportProgress(tx, job.jobId));
}

/** After the last retry: what is not indexed has failed, and so has the job. */
export async function failIngestion(job: IngestionJob): Promise<void> {
  const error = {
    code: "internal",
    message: "Indexing failed on our side. Re-index to try again.",
  };
  await withTenant(job, async (tx) => {
    await markFailed(tx, { jobId: job.jobId }, error);
    await finishJob(tx, job.jobId, error);
  });
}

/** After the last retry of the embedding: keyword search serves, and the sweep tries again later. */
export async function failEmbedding(job: IngestionJob): Promise<void> {
  await withTenant(job, (tx) =>
    finishJob(tx, job.jobId, {
      code: "upstream_failed",
      message:
        "Search by meaning is not ready, since the embeddings could not be had. Keyword search works.",
    }),
  );
}

/** Ends a job with what came of its documents. */
export async function finishIngestion(job: IngestionJob): Promise<void> {
  await withTenant(job, async (tx) => {
    await reportProgress(tx, job.jobId);
    const { total, failed } = await countJobDocuments(tx, job.jobId);
    const first = failed[0];
    if (!first) return finishJob(tx, job.jobId);
    const message = first.errorMessage ?? "";
    return finishJob(tx, job.jobId, {
      code: first.errorCode ?? "internal",
      message:
        total === 1
          ? message
          : `${failed.length} of ${total} documents failed. The first: ${message}`,
    });
  });
}

/** Starts a job for documents that search finds by keyword but that lack vectors nobody works at any more. */
export async function resumeEmbedding(scope: Scope): Promise<void> {
  const embedding = embedder();
  if (!embedding) return;
  const started = await withTenant(scope, async (tx) => {
    const left = await findUnembedded(tx, scope, embedding);
    if (left.length === 0) return false;
    const traceId = newTraceId();
    const jobId = await createJob(tx, { ...scope, traceId }, "knowledge.embed", 2 * left.length);
    await tx.knowledgeDocument.updateMany({
      where: { id: { in: left } },
      data: { jobId, vectors: "pending" },
    });
    await emit(tx, { ...scope, traceId }, "knowledge/documents.embed", { jobId });
    return true;
  });
  if (started) wakeRelay();
}
