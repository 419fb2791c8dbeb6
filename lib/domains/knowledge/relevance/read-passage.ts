import { analyze } from "../retrieval/analyze";
import type { Passage } from "../retrieval/passage";
import { unitsOf, type Unit } from "./units";

/** A text with its index terms. */
export interface ReadText {
  text: string;
  terms: ReadonlySet<string>;
}

/** A unit as it is held against a question: what it says, and what it stands under. */
export interface ReadUnit {
  unit: Unit;
  own: ReadText;
  /** The nearest heading; a FAQ's question for its answer. */
  heading: ReadText;
  /** The head of its table. */
  head: ReadText | undefined;
  /** The document's title and the passage's headings. */
  title: ReadText;
}

/** A text with its index terms, in a language. */
export const readText = (text: string, language: string): ReadText => ({
  text,
  terms: new Set(analyze(text, language)),
});

/** The units of a passage with what they stand under. */
export function readPassage({ kind, title, heading, text, language }: Passage): ReadUnit[] {
  const read = (part: string) => readText(part, language);
  const outer = read(`${title} ${heading}`);
  let nearest = read(kind === "faq" ? title : (heading.split(" › ").at(-1) ?? ""));
  let head: ReadText | undefined;
  return unitsOf(text).map((unit) => {
    const own = read(text.slice(unit.start, unit.end));
    if (unit.kind === "heading") nearest = own;
    if (unit.kind === "table-head") head = own;
    const table = unit.kind === "row" ? head : undefined;
    return { unit, own, heading: nearest, head: table, title: outer };
  });
}
