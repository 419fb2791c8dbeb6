import "server-only";

/** More words than that narrow nothing any more. */
const MAX_WORDS = 8;

/** What people type is no pattern: "50%" means the sign. */
export const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** A condition for each word of a search, all of which are to hold: `fields` names where one may stand. */
export function foundWords<Where>(
  search: string,
  fields: (found: { contains: string; mode: "insensitive" }) => Where,
): Where[] {
  const words = search.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  return words.map((word) => fields({ contains: literal(word), mode: "insensitive" }));
}
