import "server-only";
import { breather } from "@/lib/core/breather";
import { AppError } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
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
async function* cut(title: string, content: Content): AsyncGenerator<StagedChunk> {
  const { sections, language } = content;
  const breathe = breather();
  let ordinal = 0;
  for (const { heading, ...section } of sections) {
    for (const found of chunkText(section)) {
      const chunk = heading === undefined ? found : { ...found, heading };
      yield { ...chunk, ...indexTerms({ title, chunk, language }), ordinal };
      ordinal += 1;
      await breathe();
    }
  }
}

interface Staged {
  chunkCount: number;
  indexedLength: number;
}

/** Writes all chunks of the attempt. Returns their measure, or undefined when it lost its document meanwhile. */
async function stageAll(
  job: IngestionJob,
  attempt: Attempt,
  content: Content,
): Promise<Staged | undefined> {
  const staged = { chunkCount: 0, indexedLength: 0 };
  let batch: StagedChunk[] = [];
  const stageBatch = async () => {
    const chunks = batch;
    batch = [];
    staged.chunkCount += chunks.length;
    staged.indexedLength += chunks.reduce((sum, { length }) => sum + length, 0);
    return withTenant(job, (tx) => stageChunks(tx, job, attempt, chunks));
  };
  for await (const chunk of cut(attempt.title, content)) {
    batch.push(chunk);
    if (batch.length === CHUNKS_AT_ONCE && !(await stageBatch())) return undefined;
  }
  if (batch.length > 0 && !(await stageBatch())) return undefined;
  return staged;
}

async function clearLeftovers(job: IngestionJob, attempt: Attempt): Promise<void> {
  let removed: number;
  do {
    removed = await withTenant(job, (tx) => removeLeftovers(tx, job, attempt, CHUNKS_AT_ONCE));
  } while (removed === CHUNKS_AT_ONCE);
}

/**
 * Makes a document retrievable by keyword: the revision before serves until all chunks of this one are there, then they
 * change places in one statement. Ends quietly when the document is changed, deleted or taken by another attempt
 * meanwhile; then as ever, what it wrote for nobody is removed. Throws AppError when the content is at fault.
 */
export async function indexDocument(job: IngestionJob, attempt: Attempt): Promise<void> {
  const content = await readContent(job, attempt);
  const staged = await stageAll(job, attempt, content);
  if (staged?.chunkCount === 0) {
    throw new AppError("unprocessable_file", "There is no text in this document.", {
      details: { reason: "empty" },
    });
  }
  if (staged) {
    await withTenant(job, async (tx) => {
      const live = await publish(tx, attempt, { ...content, ...staged });
      if (live) await removeOutdatedVectors(tx, job, attempt.id);
    });
  }
  await clearLeftovers(job, attempt);
}
