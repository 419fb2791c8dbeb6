import { stemmer as ar } from "@orama/stemmers/arabic";
import { stemmer as hy } from "@orama/stemmers/armenian";
import { stemmer as bg } from "@orama/stemmers/bulgarian";
import { stemmer as da } from "@orama/stemmers/danish";
import { stemmer as nl } from "@orama/stemmers/dutch";
import { stemmer as fi } from "@orama/stemmers/finnish";
import { stemmer as fr } from "@orama/stemmers/french";
import { stemmer as el } from "@orama/stemmers/greek";
import { stemmer as hu } from "@orama/stemmers/hungarian";
import { stemmer as id } from "@orama/stemmers/indonesian";
import { stemmer as ga } from "@orama/stemmers/irish";
import { stemmer as it } from "@orama/stemmers/italian";
import { stemmer as lt } from "@orama/stemmers/lithuanian";
import { stemmer as no } from "@orama/stemmers/norwegian";
import { stemmer as pt } from "@orama/stemmers/portuguese";
import { stemmer as ro } from "@orama/stemmers/romanian";
import { stemmer as ru } from "@orama/stemmers/russian";
import { stemmer as es } from "@orama/stemmers/spanish";
import { stemmer as sv } from "@orama/stemmers/swedish";
import { stemmer as tr } from "@orama/stemmers/turkish";
import { stemmer as uk } from "@orama/stemmers/ukrainian";
import { stem as en } from "porter2";
import { germanStem as de } from "./german-stem";

type Stemmer = (word: string) => string;

const STEMMERS: ReadonlyMap<string, Stemmer> = new Map(
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

const CACHE_SIZE = 50_000;
const caches = new Map<string, Map<string, string>>();

/** The stem of a folded word in a language (ISO 639-1); the word itself where there is no stemmer. */
export function stem(word: string, language: string): string {
  const stemmer = STEMMERS.get(language);
  if (!stemmer || word.length < 3) return word;
  let cache = caches.get(language);
  if (!cache) caches.set(language, (cache = new Map<string, string>()));
  const known = cache.get(word);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_SIZE) cache.clear();
  const result = stemmer(word) || word;
  cache.set(word, result);
  return result;
}
