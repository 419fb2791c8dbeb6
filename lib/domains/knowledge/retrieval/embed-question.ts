import "server-only";
import { AppError } from "@/lib/core/errors";
import { recordSpend } from "@/lib/domains/usage/budget-service";
import { embedder, type Embedded } from "@/lib/platform/ai/embeddings";
import { log } from "@/lib/platform/log/log";
import type { TenantContext } from "@/lib/tenancy/context";
import type { QuestionVector } from "./vector-search-repository";

/**
 * The vector of a question, or undefined when there is no embedder, it does not know the language, or it fails or is
 * late: keyword search stands alone then. Rejects when the signal aborts, or when what it costs cannot be booked.
 */
export async function embedQuestion(
  context: TenantContext,
  text: string,
  language: string,
  signal: AbortSignal,
): Promise<QuestionVector | undefined> {
  const embedding = embedder();
  if (!embedding || (embedding.languages && !embedding.languages.includes(language))) {
    return undefined;
  }
  let made: Embedded;
  try {
    // It waits for a moment only: words alone find most.
    made = await embedding.embed([text], "question", signal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn("no vector for a question; keyword search stands alone", { error_code: error.code });
    return undefined;
  }
  await recordSpend(context, embedding.name, made);
  const [vector] = made.vectors;
  return vector && { embedder: embedding.name, vector };
}
