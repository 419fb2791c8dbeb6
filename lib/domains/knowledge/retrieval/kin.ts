/** Languages that write compounds as one word: "Parkplatz" is part of "Kundenparkplatz". */
const COMPOUNDING = new Set(["de", "nl", "da", "sv", "no", "fi", "hu"]);

/** Shorter stems begin too many words that have nothing in common. */
const MIN_STEM = 4;

/** How much a kindred word counts beside the word itself. */
export const KIN = 0.6;

/**
 * Whether two stems of a language are of one family: one begins with the other ("rent" and "rental"), or ends with it
 * where words are compounded. English stems have to differ by two letters, others by one: their stemmers leave more.
 */
export function areKin(one: string, other: string, language: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < MIN_STEM || short.length === long.length) return false;
  if (long.startsWith(short)) return language !== "en" || long.length - short.length > 1;
  return COMPOUNDING.has(language) && long.endsWith(short);
}

/** What a vocabulary is looked through for: stems that begin with `begins`, or that are it when `whole`. */
export interface KinSearch {
  begins: string;
  whole: boolean;
}

/**
 * How the kin of a stem is found in an index that is ordered by stems; longer ones that end with it are not. Nothing for
 * English, whose questions have vectors beside the words: both measured sets lose by it.
 */
export function searchesForKin(stem: string, language: string): KinSearch[] {
  if (language === "en" || stem.length < MIN_STEM) return [];
  const parts: string[] = [];
  for (let cut = MIN_STEM; cut < stem.length; cut++) parts.push(stem.slice(0, cut));
  if (COMPOUNDING.has(language)) {
    for (let cut = 1; stem.length - cut >= MIN_STEM; cut++) parts.push(stem.slice(cut));
  }
  return [{ begins: stem, whole: false }, ...parts.map((part) => ({ begins: part, whole: true }))];
}
