import { chunkText } from "@/lib/domains/knowledge/chunking/chunk-text";
import { inverseFrequency, saturation } from "@/lib/domains/knowledge/retrieval/bm25";
import { indexTerms } from "@/lib/domains/knowledge/retrieval/index-terms";
import { readQuestion } from "@/lib/domains/knowledge/retrieval/question";
import type { SetDocument } from "./data.ts";

const LANGUAGE = "en";

/** Plain BM25 over the product's own chunks and terms: what everything else has to be better than. */
export function bm25Ranking(documents: readonly SetDocument[]): (question: string) => string[] {
  const chunks = documents.flatMap(({ id, title, text }) =>
    Array.from(chunkText({ title, text, kind: "document", alternatives: [] }), (chunk) => ({
      id,
      ...indexTerms({ title, chunk, language: LANGUAGE }),
    })),
  );
  const average = chunks.reduce((sum, { length }) => sum + length, 0) / chunks.length;
  return (question) => {
    const weights = [...readQuestion(question, LANGUAGE).content].map((term) => {
      const containing = chunks.filter(({ terms }) => terms.has(term)).length;
      return [term, inverseFrequency(containing, chunks.length)] as const;
    });
    const scored = chunks.map(({ id, terms, length }) => ({
      id,
      score: weights.reduce(
        (sum, [term, weight]) => sum + weight * saturation(terms.get(term) ?? 0, length / average),
        0,
      ),
    }));
    const best = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
    return [...new Set(best.map(({ id }) => id))];
  };
}
