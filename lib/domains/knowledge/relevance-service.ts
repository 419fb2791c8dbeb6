import "server-only";
import { sentencesOf } from "./chunking/sentences";
import type { Passage } from "./retrieval/passage";
import { analyze } from "./retrieval/analyze";
import { readQuestion } from "./retrieval/question";

/** A run of a passage's text that can be said alone. Offsets are of `passage.text`, in UTF-16 units. */
export interface Unit {
  start: number;
  end: number;
  kind: "heading" | "sentence" | "item" | "row" | "table-head";
  /** Units of one paragraph, list or table have the same number. */
  block: number;
  /** 0 to 1: how much of the question's weight it holds, its heading counted by half. */
  rating: number;
}

const HEADING = /^ {0,3}#{1,6}\s/;
const ITEM = /^\s{0,6}(?:[-*•]|\d{1,3}[.)])\s/;
const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|[\s|:-]+\|\s*$/;
/** What a unit's heading and the document's title say of it counts less than what it says itself. */
const CONTEXT_WEIGHT = 0.5;
/** Questions whose answer is a price, a time or a number, in the languages that the product is offered in. */
const ASKS_FOR_FIGURES =
  /\b(how (much|many|long|far|old|high|big|often)|when|what time|costs?|prices?|fees?|wie (viel|lange|weit|alt|hoch|oft)|wann|kostet|kosten|preis|cu[aá]nt[oa]s?|cu[aá]ndo|precios?|cuesta|combien|quand|prix|tarifs?)\b/iu;
/** A unit with a figure in it is that much likelier to answer such a question. */
const FIGURE_BONUS = 1.25;

type Bare = Omit<Unit, "rating">;

/** The sentences of a text, in order. */
export function sentencesIn(text: string): string[] {
  return sentencesOf(text, { start: 0, end: text.length }).map(({ start, end }) =>
    text.slice(start, end),
  );
}

function kindOf(line: string): Unit["kind"] {
  if (HEADING.test(line)) return "heading";
  if (ROW.test(line)) return "row";
  return ITEM.test(line) ? "item" : "sentence";
}

/** Cuts a passage into what can be said alone: sentences, list items, table rows with their head. */
function unitsOf(text: string): Bare[] {
  const units: Bare[] = [];
  let block = 0;
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
      previous = kind;
      if (kind === "sentence") {
        for (const span of sentencesOf(text, { start, end })) {
          units.push({ start: span.start, end: span.end, kind, block });
        }
      } else {
        units.push({ start, end, kind, block });
      }
    }
    start = end + 1;
  }
  return units;
}

interface Analysed {
  passage: Passage;
  terms: string[];
  units: { unit: Bare; own: ReadonlySet<string>; context: ReadonlySet<string> }[];
}

function analysePassage(question: string, passage: Passage): Analysed {
  const { title, heading, text, language } = passage;
  const named = analyze(`${title} ${heading}`, language);
  let context: ReadonlySet<string> = new Set(named);
  let head: string[] = [];
  const units = unitsOf(text).map((unit) => {
    const own = analyze(text.slice(unit.start, unit.end), language);
    if (unit.kind === "heading") context = new Set([...named, ...own]);
    if (unit.kind === "table-head") head = own;
    const around = unit.kind === "row" ? new Set([...context, ...head]) : context;
    return { unit, own: new Set(own), context: around };
  });
  return { passage, terms: [...readQuestion(question, language).content], units };
}

/**
 * Says for each unit of each passage how much of the question it holds. A term's weight falls with the share of the
 * units that hold it, so that what tells the passages apart decides.
 */
export function rateUnits(question: string, passages: readonly Passage[]): Unit[][] {
  const analysed = passages.map((passage) => analysePassage(question, passage));
  const all = analysed.flatMap(({ units }) => units);
  const weights = new Map<string, number>();
  const weightOf = (term: string): number => {
    let weight = weights.get(term);
    if (weight === undefined) {
      const holding = all.filter(({ own }) => own.has(term)).length;
      weights.set(term, (weight = Math.log(1 + all.length / (1 + holding))));
    }
    return weight;
  };
  const figures = ASKS_FOR_FIGURES.test(question);
  return analysed.map(({ passage, terms, units }) => {
    const total = terms.reduce((sum, term) => sum + weightOf(term), 0);
    return units.map(({ unit, own, context }) => {
      const held = terms.reduce((sum, term) => {
        if (own.has(term)) return sum + weightOf(term);
        return context.has(term) ? sum + CONTEXT_WEIGHT * weightOf(term) : sum;
      }, 0);
      const bonus =
        figures && /\d/.test(passage.text.slice(unit.start, unit.end)) ? FIGURE_BONUS : 1;
      return { ...unit, rating: total === 0 ? 0 : Math.min(1, (bonus * held) / total) };
    });
  });
}
