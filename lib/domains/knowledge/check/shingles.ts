/** Runs of so many words: long enough that two texts share few by chance. */
const LENGTH = 3;

/** The runs of three words of a text, as terms in their order. */
export function shinglesOf(terms: readonly string[]): ReadonlySet<string> {
  const shingles = new Set<string>();
  for (let at = 0; at + LENGTH <= terms.length; at++)
    shingles.add(terms.slice(at, at + LENGTH).join(" "));
  return shingles;
}

/** Share of the shorter text's runs that stand in the longer one too, 0 to 1. */
export function containment(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [short, long] = one.size < other.size ? [one, other] : [other, one];
  if (short.size === 0) return 0;
  let shared = 0;
  for (const shingle of short) if (long.has(shingle)) shared += 1;
  return shared / short.size;
}
