import type { Ranked } from "./rank";

/**
 * Logistic models fitted by maximum likelihood on answerable and unanswerable questions of two sets and of collections cut
 * out of them, 15 to 357 passages large (docs/retrieval.md says how, and what they keep out). None of what they look at
 * grows with the collection or comes from the fused score.
 */
const BY_WORDS = { runCoverage: 1.21, wordShare: 18.5, similarity: 0, bias: -3.79 };

/** Cosines of two embedders are not comparable: a model counts those of the embedder that it was fitted on. */
const BY_WORDS_AND_MEANING: Readonly<Record<string, typeof BY_WORDS>> = {
  "universal-sentence-encoder-lite": {
    runCoverage: 1.82,
    wordShare: 14,
    similarity: 7.5,
    bias: -6.73,
  },
};

/** From this cosine on a window means nearly what a question says, by embedder. */
const ALIKE: Readonly<Record<string, number>> = { "universal-sentence-encoder-lite": 0.58 };

/** Whether a window's cosine to a question tells that both mean nearly the same; false where it was never measured. */
export function isAlike(similarity: number | undefined, embedder: string | undefined): boolean {
  const from = embedder === undefined ? undefined : ALIKE[embedder];
  return from !== undefined && similarity !== undefined && similarity >= from;
}

/** Keeps about 95 of 100 answerable questions. */
export const ANSWERABLE_FROM = 0.25;

/** How likely the best passage answers a question of which it covers this much: 0 to 1. */
export function confidenceOf(best: Ranked, embedder: string | undefined): number {
  const { similarity } = best.candidate;
  const fitted = embedder === undefined ? undefined : BY_WORDS_AND_MEANING[embedder];
  const model = fitted && similarity !== undefined ? fitted : BY_WORDS;
  const evidence =
    model.bias +
    model.runCoverage * best.runCoverage +
    model.wordShare * best.wordShare +
    model.similarity * (similarity ?? 0);
  return 1 / (1 + Math.exp(-evidence));
}
