/**
 * How two questions are found to mean the same: the cosine of their vectors and their shared content words, chosen on
 * `bench/gaps/questions.json` (docs/quality.md has the figures). A question joins the gap to whose questions it is on average
 * nearest, when the average reaches the threshold; single questions would chain strangers together.
 */
export const ALIKE = {
  /** What sharing all words adds to the cosine. */
  words: 0.3,
  /** From here on, where both have a vector. */
  byMeaning: 0.6,
  /** From here on, where one of them has none and words stand alone. */
  byWords: 0.25,
} as const;

/** Cosines of two embedders are not comparable: with another than these, words decide. */
const MEASURED: readonly string[] = ["universal-sentence-encoder-lite"];

export const isMeasured = (embedder: string) => MEASURED.includes(embedder);
