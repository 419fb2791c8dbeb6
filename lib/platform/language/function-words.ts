import "server-only";
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

const LISTS: Readonly<Record<string, readonly string[]>> = {
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
};

/** The words of a language (ISO 639-1) that hold its sentences together ("the", "how", "is"); none where we have no list. */
export function functionWords(language: string): readonly string[] {
  return LISTS[language] ?? [];
}
