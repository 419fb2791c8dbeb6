import "server-only";
import { AppError } from "@/lib/core/errors";
import { embedder } from "@/lib/platform/ai/embeddings";
import { log } from "@/lib/platform/log/log";
import type { QuestionVector } from "./vector-search-repository";

/**
 * The vector of a question, or undefined when there is no embedder, it does not know the language, or it fails or is
 * late: keyword search stands alone then. Rejects when the signal aborts.
 */
export async function embedQuestion(
  text: string,
  language: string,
  signal: AbortSignal,
): Promise<QuestionVector | undefined> {
  const embedding = embedder();
  if (!embedding || (embedding.languages && !embedding.languages.includes(language))) {
    return undefined;
  }
  try {
    // It waits for a moment only: words alone find most.
    const { vectors } = await embedding.embed([text], "question", signal);
    const [vector] = vectors;
    return vector && { embedder: embedding.name, vector };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn("no vector for a question; keyword search stands alone", { error_code: error.code });
    return undefined;
  }
}
