/** BM25's usual parameters: how soon repetition saturates, how much length counts. */
export const K1 = 1.2;
export const B = 0.75;

/** How much a term tells passages apart: of `chunks` passages it stands in `containing`. */
export function inverseFrequency(containing: number, chunks: number): number {
  return Math.log(1 + (Math.max(0, chunks - containing) + 0.5) / (containing + 0.5));
}

/** What repetition adds, at most K1 + 1, in a passage of a length relative to the average. */
export function saturation(frequency: number, relativeLength: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * relativeLength));
}
