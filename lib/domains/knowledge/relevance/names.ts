import { calendarNames } from "./calendar";

/** A capital after a word in small letters: in languages that write only names so. */
const NAME = /(?<=\p{Ll}[\p{L}\p{N}]*,?\s+["'“(]?)\p{Lu}[\p{L}\p{N}]+/gu;
const ALL_NOUNS_CAPITAL = new Set(["de", "lb"]);

/** What a question names with a capital: "Bitcoin", "Spain". Days and feasts aside, which a timetable writes as dates. */
export function namesIn(question: string, language: string): string[] {
  if (ALL_NOUNS_CAPITAL.has(language)) return [];
  const names = [...question.matchAll(NAME)].map(([name]) => name);
  const small = question.match(/(?<![\p{L}\p{N}])\p{Ll}+/gu) ?? [];
  // In A Title Like This a capital says nothing.
  if (names.length >= small.length) return [];
  const dates = calendarNames(question).map(({ words: named }) => named.toLowerCase());
  return names.filter((name) => !dates.some((date) => date.includes(name.toLowerCase())));
}
