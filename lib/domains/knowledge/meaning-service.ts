import "server-only";
import { recordSpend } from "@/lib/domains/usage/budget-service";
import { embedder } from "@/lib/platform/ai/embeddings";
import type { Scope } from "@/lib/platform/db/scope";
import { languageAsked } from "./retrieval/retrieve";
import { readQuestion } from "./retrieval/question";
import type { QuestionVector } from "./retrieval/vector-search-repository";

export type { QuestionVector } from "./retrieval/vector-search-repository";

type Caller = Scope & { traceId: string };

/** The content words of a question as the index has them; none when it asks nothing, as a greeting does. */
export function termsOf(question: string): string[] {
  const { content, hasContent } = readQuestion(question, languageAsked(question));
  return hasContent ? [...content] : [];
}

/**
 * The vectors of texts in a language, in their order; undefined for each when there is no embedder or it does not know the
 * language. Work that can wait: throws as `Embedder.embed` does where search would do without.
 */
export async function embedTexts(
  caller: Caller,
  texts: readonly string[],
  language: string,
  signal: AbortSignal,
): Promise<(QuestionVector | undefined)[]> {
  const embedding = embedder();
  const known = embedding && (embedding.languages?.includes(language) ?? true);
  if (!embedding || !known || texts.length === 0) return texts.map(() => undefined);
  const made = await embedding.embed(texts, "documents", signal);
  await recordSpend(caller, embedding.name, made);
  return made.vectors.map((vector) => ({ embedder: embedding.name, vector }));
}

/** The same for questions, each in the language that it is asked in. */
export async function embedQuestions(
  caller: Caller,
  questions: readonly string[],
  signal: AbortSignal,
): Promise<(QuestionVector | undefined)[]> {
  const vectors = new Map<string, QuestionVector | undefined>();
  for (const [language, asked] of Map.groupBy(new Set(questions), languageAsked)) {
    const made = await embedTexts(caller, asked, language, signal);
    asked.forEach((question, at) => vectors.set(question, made[at]));
  }
  return questions.map((question) => vectors.get(question));
}
