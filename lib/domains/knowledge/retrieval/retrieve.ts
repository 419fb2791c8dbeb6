import "server-only";
import { AppError } from "@/lib/core/errors";
import { embedder } from "@/lib/platform/ai/embeddings";
import { withTenant } from "@/lib/platform/db/transaction";
import { detectLanguage } from "@/lib/platform/language/detect-language";
import { log } from "@/lib/platform/log/log";
import type { TenantContext } from "@/lib/tenancy/context";
import { confidenceOf, ANSWERABLE_FROM } from "./confidence";
import { fuse } from "./fusion";
import { readCollection, searchKeywords } from "./keyword-search-repository";
import type { Passage, RetrievedPassages } from "./passage";
import { loadPassages } from "./passage-repository";
import { readQuestion } from "./question";
import { searchVectors, type QuestionVector } from "./vector-search-repository";

/** How many chunks each arm hands in. */
const CANDIDATES = 50;
/** A question waits no longer for its vector; words alone find most. */
const VECTOR_DEADLINE_MS = 1_500;
/** More languages than an organization's documents are ever asked in at once. */
const MAX_LANGUAGES = 4;

async function embedQuestion(
  text: string,
  language: string,
  signal: AbortSignal,
): Promise<QuestionVector | undefined> {
  const embedding = embedder();
  if (!embedding || (embedding.languages && !embedding.languages.includes(language))) {
    return undefined;
  }
  try {
    const [vector] = await embedding.embed([text], VECTOR_DEADLINE_MS, signal);
    return vector && { embedder: embedding.name, vector };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn("no vector for a question; keyword search stands alone", { error_code: error.code });
    return undefined;
  }
}

/**
 * Finds the passages of an organization that answer a question, best first, and how likely they do. Without an embedder,
 * or when it is late or does not know the question's language, keyword search stands alone.
 */
export async function retrieve(
  context: TenantContext,
  text: string,
  limit: number,
  signal: AbortSignal,
): Promise<RetrievedPassages> {
  const language = detectLanguage(text, undefined);
  const [vector, keyword] = await Promise.all([
    embedQuestion(text, language ?? "en", signal),
    withTenant(context, async (tx) => {
      const collection = await readCollection(tx, context);
      const questions = collection.languages
        .slice(0, MAX_LANGUAGES)
        .map((known) => readQuestion(text, known));
      const found = await searchKeywords(tx, context, collection, questions, CANDIDATES);
      return { collection, questions, ...found };
    }),
  ]);
  const { passages, fused, near } = await withTenant(context, async (tx) => {
    const also = keyword.hits.map(({ chunkId }) => chunkId);
    const near = vector ? await searchVectors(tx, context, vector, CANDIDATES, also) : [];
    const fused = fuse(keyword.hits, near).slice(0, limit);
    const ids = fused.map(({ chunkId }) => chunkId);
    return { passages: await loadPassages(tx, context, ids), fused, near };
  });
  const byId = new Map(passages.map((passage) => [passage.chunkId, passage]));
  const ordered: Passage[] = fused.flatMap(({ chunkId, score }) => {
    const passage = byId.get(chunkId);
    return passage ? [{ ...passage, score }] : [];
  });
  const confidence = confidenceOf({ ...keyword, near, passages: ordered });
  return {
    passages: ordered,
    language: language ?? keyword.collection.language,
    confidence,
    answerable: ordered.length > 0 && confidence >= ANSWERABLE_FROM,
  };
}
