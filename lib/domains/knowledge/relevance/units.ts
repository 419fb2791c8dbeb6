import { sentencesOf } from "../chunking/sentences";

/** A run of a passage's text that can be said alone. Offsets are of the passage's text, in UTF-16 units. */
export interface Unit {
  start: number;
  end: number;
  kind: "heading" | "sentence" | "item" | "row" | "table-head";
  /** Units of one paragraph, list or table have the same number. */
  block: number;
  /** Units under one heading, itself among them, have the same number. */
  section: number;
}

const HEADING = /^ {0,3}#{1,6}\s/;
const ITEM = /^\s{0,6}(?:[-*•]|\d{1,3}[.)])\s/;
const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|[\s|:-]+\|\s*$/;

function kindOf(line: string): Unit["kind"] {
  if (HEADING.test(line)) return "heading";
  if (ROW.test(line)) return "row";
  return ITEM.test(line) ? "item" : "sentence";
}

/** Cuts a passage into what can be said alone: sentences, list items, table rows with their head. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let block = 0;
  let section = 0;
  let previous: Unit["kind"] | undefined;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (RULE.test(line)) {
      const head = units.at(-1);
      if (head?.kind === "row") head.kind = "table-head";
    } else if (line.trim() === "") {
      previous = undefined;
    } else {
      const kind = kindOf(line);
      if (kind !== previous) block += 1;
      if (kind === "heading") section += 1;
      previous = kind;
      if (kind === "sentence") {
        for (const span of sentencesOf(text, { start, end })) {
          units.push({ start: span.start, end: span.end, kind, block, section });
        }
      } else {
        units.push({ start, end, kind, block, section });
      }
    }
    start = end + 1;
  }
  return units;
}
