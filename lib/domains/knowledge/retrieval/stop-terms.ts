import { functionWords } from "@/lib/platform/language/function-words";
import { analyze } from "./analyze";

// What an apostrophe leaves behind: "owner's", "l'adresse", "we're".
const CUT_OFF = ["s", "t", "d", "l", "j", "m", "n", "c", "qu", "ll", "re", "ve", "don"];

// What the lists lack.
const MORE: Readonly<Record<string, readonly string[]>> = {
  en: "a much many lot get got also just please let like want need tell know us one id".split(" "),
  de: "bitte gibt gerne mal habt seid ihr euch eure bei wann wo wie wieviel welche bietet bieten lange dürfen darf kann kannst können könnt möchte".split(
    " ",
  ),
  es: "dónde cuándo cuánto cuánta cómo cuál qué puedo puede pueden hay están está tienen vale ustedes favor".split(
    " ",
  ),
  fr: "y a-t-il est-ce comment combien quand où peut puis-je peux pouvez avez".split(" "),
};

const sets = new Map<string, ReadonlySet<string>>();

/** The index terms of a language's function words, which say little alone ("the", "how", "is"). */
export function stopTerms(language: string): ReadonlySet<string> {
  let set = sets.get(language);
  if (!set) {
    const words = [...functionWords(language), ...(MORE[language] ?? []), ...CUT_OFF];
    sets.set(language, (set = new Set(words.flatMap((word) => analyze(word, language)))));
  }
  return set;
}
