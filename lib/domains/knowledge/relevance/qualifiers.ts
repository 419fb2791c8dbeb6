import { analyze } from "../retrieval/analyze";

/** Words that say of which sort a thing is and never which thing: of "a new chain" the chain is asked about. */
const WORDS: Readonly<Record<string, string>> = {
  en: "new own good best normal usual regular",
  de: "neu neue neuer neues neuen eigen eigene gut gute beste normal normale",
  es: "nuevo nueva nuevos nuevas propio propia bueno buena mejor normal",
  fr: "neuf neuve nouveau nouvelle propre bon bonne meilleur meilleure normal normale",
};

const kept = new Map<string, ReadonlySet<string>>();

/** The index terms of a language's qualifying words. */
export function qualifiersOf(language: string): ReadonlySet<string> {
  let terms = kept.get(language);
  if (!terms) kept.set(language, (terms = new Set(analyze(WORDS[language] ?? "", language))));
  return terms;
}
