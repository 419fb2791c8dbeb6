import { stopwords as ar } from "@orama/stopwords/arabic";
import { stopwords as hy } from "@orama/stopwords/armenian";
import { stopwords as bg } from "@orama/stopwords/bulgarian";
import { stopwords as da } from "@orama/stopwords/danish";
import { stopwords as nl } from "@orama/stopwords/dutch";
import { stopwords as en } from "@orama/stopwords/english";
import { stopwords as fi } from "@orama/stopwords/finnish";
import { stopwords as fr } from "@orama/stopwords/french";
import { stopwords as de } from "@orama/stopwords/german";
import { stopwords as el } from "@orama/stopwords/greek";
import { stopwords as hu } from "@orama/stopwords/hungarian";
import { stopwords as id } from "@orama/stopwords/indonesian";
import { stopwords as ga } from "@orama/stopwords/irish";
import { stopwords as it } from "@orama/stopwords/italian";
import { stopwords as lt } from "@orama/stopwords/lithuanian";
import { stopwords as no } from "@orama/stopwords/norwegian";
import { stopwords as pt } from "@orama/stopwords/portuguese";
import { stopwords as ro } from "@orama/stopwords/romanian";
import { stopwords as ru } from "@orama/stopwords/russian";
import { stopwords as es } from "@orama/stopwords/spanish";
import { stopwords as sv } from "@orama/stopwords/swedish";
import { stopwords as tr } from "@orama/stopwords/turkish";
import { stopwords as uk } from "@orama/stopwords/ukrainian";
import { analyze } from "./analyze";

const LISTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ar,
    hy,
    bg,
    da,
    nl,
    en,
    fi,
    fr,
    de,
    el,
    hu,
    id,
    ga,
    it,
    lt,
    no,
    pt,
    ro,
    ru,
    es,
    sv,
    tr,
    uk,
  }),
);

// What an apostrophe leaves behind: "owner's", "l'adresse", "we're".
const CUT_OFF = ["s", "t", "d", "l", "j", "m", "n", "c", "qu", "ll", "re", "ve", "don"];

// What the lists lack.
const MORE: Readonly<Record<string, readonly string[]>> = {
  en: "a much many lot get got also just please let like want need tell know us".split(" "),
  de: "bitte gibt gerne mal habt seid ihr dürfen darf".split(" "),
  fr: "y a-t-il est-ce comment combien quand où peut puis-je peux pouvez avez".split(" "),
};

const sets = new Map<string, ReadonlySet<string>>();

/** The index terms of a language's function words, which say little alone ("the", "how", "is"). */
export function stopTerms(language: string): ReadonlySet<string> {
  let set = sets.get(language);
  if (!set) {
    const words = [...(LISTS.get(language) ?? []), ...(MORE[language] ?? []), ...CUT_OFF];
    sets.set(language, (set = new Set(words.flatMap((word) => analyze(word, language)))));
  }
  return set;
}
