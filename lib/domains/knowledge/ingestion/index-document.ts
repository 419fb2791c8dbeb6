import "server-only";
import { breather } from "@/lib/core/breather";
import { AppError } from "@/lib/core/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { chunkText } from "../chunking/chunk-text";
import { indexTerms } from "../retrieval/index-terms";
import { removeOutdatedVectors } from "../vector-repository";
import type { IngestionJob } from "./progress";
import { readContent, type Content } from "./read-content";
import {
  publish,
  removeLeftovers,
  stageChunks,
  type Attempt,
  type StagedChunk,
} from "./repository";

/** Chunks written or removed in one transaction: short enough that nobody waits for it. */
const CHUNKS_AT_ONCE = 20;

/** Cuts content into chunks with their terms, in pieces between which other requests are served. */
export async function* cut(
  title: string,
  content: Pick<Content, "sections" | "language">,
  signal: AbortSignal,
): AsyncGenerator<StagedChunk> {
  const { sections, language } = content;
  const breathe = breather();
  let ordinal = 0;
  for (const { heading, ...section } of sections) {
    for (const found of chunkText(section)) {
      const chunk = heading === undefined ? found : { ...found, heading };
      yield { ...chunk, ...indexTerms({ title, chunk, language }), ordinal };
      ordinal += 1;
      await breathe();
      signal.throwIfAborted();
    }
  }
}

interface Staged {
  chunkCount: number;
  indexedLength: number;
}

/** Writes the chunks of the attempt and, with the last of them, publishes it. Returns whether it did. */
async function stageAndPublish(
  job: IngestionJob,
  attempt: Attempt,
  content: Content,
  signal: AbortSignal,
): Promise<boolean> {
  const staged: Staged = { chunkCount: 0, indexedLength: 0 };
  let batch: StagedChunk[] = [];
  const stage = (tx: TenantTransaction) => stageChunks(tx, job, attempt, batch);
  for await (const chunk of cut(attempt.title, content, signal)) {
    if (batch.length === CHUNKS_AT_ONCE) {
      if (!(await withTenant(job, stage))) return false;
      batch = [];
    }
    batch.push(chunk);
    staged.chunkCount += 1;
    staged.indexedLength += chunk.length;
  }
  if (batch.length === 0) {
    throw new AppError("unprocessable_file", "There is no text in this document.", {
      details: { reason: "empty" },
    });
  }
  return withTenant(job, async (tx) => {
    const live = (await stage(tx)) && (await publish(tx, attempt, { ...content, ...staged }));
    if (live && !isFirst(attempt)) await removeOutdatedVectors(tx, job, attempt.id);
    return live;
  });
}

/** A document is made with revision 1; what takes the next one has nothing written before it. */
const isFirst = ({ revision }: Attempt) => revision === 2;

async function clearLeftovers(job: IngestionJob, attempt: Attempt): Promise<void> {
  let removed: number;
  do {
    removed = await withTenant(job, (tx) => removeLeftovers(tx, job, attempt, CHUNKS_AT_ONCE));
  } while (removed === CHUNKS_AT_ONCE);
}

/**
 * Makes a document retrievable by keyword: the revision before serves until all chunks of this one are there, then they
 * change places in one statement. Ends quietly when the document is changed, deleted or taken by another attempt
 * meanwhile; then as ever, what it wrote for nobody is removed. Throws AppError when the content is at fault, and the
 * signal's reason when it aborts.
 */
export async function indexDocument(
  job: IngestionJob,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<void> {
  const content = await readContent(job, attempt, signal);
  const published = await stageAndPublish(job, attempt, content, signal);
  if (!published || !isFirst(attempt)) await clearLeftovers(job, attempt);
}
