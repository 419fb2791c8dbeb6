import type { Collection, KeywordResult } from "./keyword-search-repository";
import type { Passage } from "./passage";
import type { Question } from "./question";
import { analyze } from "./analyze";
import type { VectorHit } from "./vector-search-repository";

export const ANSWERABLE_FROM = 0.5;

interface Evidence extends KeywordResult {
  collection: Collection;
  questions: readonly Question[];
  near: readonly VectorHit[];
  passages: readonly Passage[];
}

/** How likely the passages answer the question. */
export function confidenceOf({ collection, questions, frequencies, passages }: Evidence): number {
  const [best] = passages;
  const question = questions.find(({ language }) => language === best?.language);
  if (!best || !question?.hasContent) return 0;
  const spread = new Map(
    frequencies.filter((f) => f.language === best.language).map((f) => [f.term, f.chunks]),
  );
  const weight = (term: string) => {
    const chunks = spread.get(term) ?? 0;
    return Math.log(1 + (collection.chunks - chunks + 0.5) / (chunks + 0.5));
  };
  const words = new Set(analyze(`${best.title} ${best.heading} ${best.text}`, best.language));
  const sum = (terms: string[]) => terms.reduce((total, term) => total + weight(term), 0);
  return sum(question.terms.filter((term) => words.has(term))) / sum(question.terms);
}
