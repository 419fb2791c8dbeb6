type Relevant = ReadonlySet<string>;

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const gain = (rank: number) => 1 / Math.log2(rank + 2);

export function ndcgAt10(found: readonly string[], relevant: Relevant): number {
  const sum = found
    .slice(0, 10)
    .reduce((total, id, rank) => total + (relevant.has(id) ? gain(rank) : 0), 0);
  const ideal = Array.from({ length: Math.min(10, relevant.size) }, (_, rank) => gain(rank));
  return sum / ideal.reduce((total, value) => total + value, 0);
}

export const recallAt5 = (found: readonly string[], relevant: Relevant) =>
  found.slice(0, 5).filter((id) => relevant.has(id)).length / relevant.size;

export function reciprocalRank(found: readonly string[], relevant: Relevant): number {
  const rank = found.slice(0, 10).findIndex((id) => relevant.has(id));
  return rank < 0 ? 0 : 1 / (rank + 1);
}

/** The middle 95 % of the means of 2,000 samples drawn with replacement. */
export function bootstrap(differences: readonly number[]): { low: number; high: number } {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const means = Array.from({ length: 2_000 }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  );
  return { low: percentile(means, 0.025), high: percentile(means, 0.975) };
}
