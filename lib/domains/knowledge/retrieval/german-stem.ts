/** What stands for two or three letters that belong together, so that none of them is cut off alone. */
const TOGETHER: readonly (readonly [string, string])[] = [
  ["sch", "$"],
  ["ei", "%"],
  ["ie", "&"],
];
const NOUN_OF_A_VERB = /(?<=.{4})ung(?:en|s)?$/;
const PARTICIPLE = /^ge(?=.{4})/;
const ENDING = /(?<=.{4})(?:e[mrs]|nd|[nt])$|(?<=.{3})e$/;

/**
 * The stem of a folded German word by CISTEM (Weißweiler and Fraser, GSCL 2017), which brings "geöffnet" and "öffnen"
 * together and "Kurs" and "Kurse"; and besides it without "-ung", so that "Stornierung" meets "stornieren".
 */
export function germanStem(word: string): string {
  let stem = word.replace(NOUN_OF_A_VERB, "").replace(PARTICIPLE, "");
  for (const [letters, mark] of TOGETHER) stem = stem.replaceAll(letters, mark);
  stem = stem.replace(/(.)\1/g, "$1*");
  for (let shorter = ""; ; stem = shorter) {
    shorter = stem.replace(ENDING, "");
    if (shorter === stem) break;
  }
  stem = stem.replace(/(.)\*/g, "$1$1");
  for (const [letters, mark] of TOGETHER) stem = stem.replaceAll(mark, letters);
  return stem;
}
