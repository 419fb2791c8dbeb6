import { rateUnits, type Unit } from "@/lib/domains/knowledge/relevance-service";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import type { FinishedAnswer } from "../answer-repository";
import type { CitationView } from "../schema";
import { noAnswerText } from "./no-answer";
import { writeReceipt } from "./receipt";
import { shorten } from "./resolve-citations";

type Passage = RetrievedPassages["passages"][number];

/** Passages that are looked into, and how near to the best one they must be. */
const MAX_SOURCES = 3;
const NEAR_BEST = 0.6;
const MAX_EXCERPTS = 3;
const MAX_EXCERPT = 500;
/** A unit beside the best one is said too when it holds this much of what that one holds. */
const ALSO = 0.75;

interface Excerpt {
  passage: Passage;
  units: Unit[];
  rating: number;
}

const plain = (text: string) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/^#+\s*/, "");

/** The units that belong with a chosen one: the head of a table, the sentence that opens a list, equals beside it. */
function around(units: readonly Unit[], best: Unit): Unit[] {
  const block = units.filter((unit) => unit.block === best.block);
  const at = block.indexOf(best);
  if (best.kind === "sentence") {
    const next = units[units.indexOf(best) + 1];
    // "We need:" says nothing without its list.
    if (next?.kind === "item") return [best, ...units.filter(({ block: of }) => of === next.block)];
    return [best, ...block.slice(at + 1, at + 2)];
  }
  const alike = block.filter(
    (unit) => unit.kind === "table-head" || unit.rating >= best.rating * ALSO,
  );
  const opener = units[units.indexOf(block[0]!) - 1];
  return best.kind === "item" && opener?.kind === "sentence" ? [opener, ...alike] : alike;
}

function excerptsOf(passage: Passage, units: readonly Unit[]): Excerpt[] {
  const said = units.filter(({ kind }) => kind !== "heading" && kind !== "table-head");
  if (passage.kind === "faq") {
    const rating = Math.max(0, ...said.map((unit) => unit.rating));
    return said.length > 0 ? [{ passage, units: [...units], rating }] : [];
  }
  const excerpts: Excerpt[] = [];
  const taken = new Set<Unit>();
  for (const best of [...said].sort((a, b) => b.rating - a.rating || a.start - b.start)) {
    if (excerpts.length === MAX_EXCERPTS) break;
    if (taken.has(best)) continue;
    const group = around(units, best).filter((unit) => !taken.has(unit));
    for (const unit of group) taken.add(unit);
    excerpts.push({ passage, units: group, rating: best.rating });
  }
  return excerpts;
}

function choose(perPassage: readonly Excerpt[][]): Excerpt[] {
  const all = perPassage.flat().sort((a, b) => b.rating - a.rating);
  const first = perPassage[0]?.[0];
  if (!first) return [];
  const others = all.filter(
    (excerpt) => excerpt !== first && excerpt.rating >= first.rating * ALSO,
  );
  return [first, ...others].slice(0, MAX_EXCERPTS - 1);
}

function say({ passage, units }: Excerpt): string {
  const lines: string[] = [];
  let length = 0;
  let previous: Unit | undefined;
  for (const unit of units) {
    const text = plain(passage.text.slice(unit.start, unit.end).trim());
    length += text.length;
    if (lines.length > 0 && length > MAX_EXCERPT) break;
    const joins = unit.kind === "sentence" && previous?.kind === "sentence";
    if (joins) lines[lines.length - 1] += ` ${text}`;
    else lines.push(text);
    if (unit.kind === "table-head") lines.push(text.replace(/[^|]+/g, " --- "));
    previous = unit;
  }
  return lines.join("\n");
}

function quote({ passage, units }: Excerpt): string {
  const from = Math.min(...units.map(({ start }) => start));
  const to = Math.max(...units.map(({ end }) => end));
  return shorten(passage.text.slice(from, to));
}

/**
 * Answers in the words of the sources alone: the units of the best passages that hold most of the question, each with
 * its number. Below the threshold, or without anything to say, it is the honest no.
 */
export function composeExtractiveAnswer(
  question: string,
  found: RetrievedPassages,
): Omit<FinishedAnswer, "answerer"> {
  const { language, confidence, answerable } = found;
  const best = found.passages[0]?.score ?? 0;
  const near = found.passages
    .filter(({ score }) => score >= best * NEAR_BEST)
    .slice(0, MAX_SOURCES);
  const rated = answerable ? rateUnits(question, near) : [];
  const excerpts = choose(rated.map((units, at) => excerptsOf(near[at]!, units)));
  if (excerpts.length === 0) {
    const text = noAnswerText(language);
    return { text, outcome: "no_answer", confidence, citations: [], receipt: [] };
  }
  const sources = [...new Set(excerpts.map(({ passage }) => passage))];
  const citations = sources.map((passage, at): CitationView => {
    const excerpt = excerpts.find((candidate) => candidate.passage === passage)!;
    return { index: at + 1, title: passage.title, url: passage.url, quote: quote(excerpt) };
  });
  const parts = excerpts.map((excerpt) => {
    const said = say(excerpt);
    const mark = `[${sources.indexOf(excerpt.passage) + 1}]`;
    return said.endsWith("|") ? `${said}\n\n${mark}` : `${said} ${mark}`;
  });
  const text = parts.join("\n\n");
  const receipt = writeReceipt(
    text,
    sources.map((passage) => passage.text),
  );
  return { text, outcome: "answered", confidence, citations, receipt };
}
