import { rateUnits, shareSaid, type RatedUnit } from "@/lib/domains/knowledge/relevance-service";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";

type Passage = RetrievedPassages["passages"][number];

/** A part of a passage that is said together. */
export interface Excerpt {
  passage: Passage;
  units: RatedUnit[];
  rating: number;
}

/** Passages that are looked into, and how near to the best one they must be. */
const MAX_PASSAGES = 5;
const NEAR_BEST = 0.5;
const MAX_EXCERPTS = 2;
const MAX_CHARACTERS = 500;
/** A unit of the same list or table is said too when it holds this much of what the best one holds. */
const ALIKE = 0.8;
/** Another excerpt is said too when it answers nearly as well. */
const ALSO = 0.75;
/** A list up to this size is said whole: its items are read against each other. */
const SHORT_LIST = 250;
/** From here on a heading says what is asked, so that all that stands under it is the answer. */
const NAMED = 0.4;

/** How a yes or no begins, in the languages that the product is offered in. */
const YES_OR_NO = /^\s*(?:yes|no|ja|nein|sí|oui|non)\s*[,.;:!–—]/iu;
/** From here on a FAQ is asked its own question, so that its yes or no is meant. */
const OWN_QUESTION = 0.6;
/** Below this it is asked something else. */
const KINDRED_QUESTION = 0.5;

/** Not the title of the whole, which its citation says. */
const SUBHEADING = /^\s*##/;

const best = (units: readonly RatedUnit[]) =>
  units.reduce<RatedUnit | undefined>(
    (top, unit) => (top && top.rating >= unit.rating ? top : unit),
    undefined,
  );

const fits = (units: readonly RatedUnit[], most = MAX_CHARACTERS) =>
  units.reduce((sum, { start, end }) => sum + end - start, 0) <= most;

function rowsWith(row: RatedUnit, block: readonly RatedUnit[]): RatedUnit[] {
  const head = block.filter(({ kind }) => kind === "table-head");
  const rows = block.filter(({ kind }) => kind === "row");
  const alike = rows.filter(({ rating }) => rating >= row.rating * ALIKE);
  // Where most of a table is said, what is left out is missed: "Sunday and Monday: closed".
  const wanted = alike.length * 2 > rows.length ? rows : alike;
  return (
    [
      [...head, ...wanted],
      [...head, ...alike],
    ].find((said) => fits(said)) ?? [...head, row]
  );
}

function itemsWith(item: RatedUnit, units: readonly RatedUnit[], text: string): RatedUnit[] {
  const list = units.filter(({ block }) => block === item.block);
  const before = units[units.indexOf(list[0] ?? item) - 1];
  // "We need:" belongs with its list.
  const opener =
    before?.kind === "sentence" &&
    before.section === item.section &&
    text.slice(before.start, before.end).endsWith(":")
      ? [before]
      : [];
  const alike = list.filter(({ rating }) => rating >= item.rating * ALIKE);
  const whole = fits(list, item.named >= NAMED ? MAX_CHARACTERS : SHORT_LIST);
  const wanted = whole ? list : alike;
  return fits([...opener, ...wanted]) ? [...opener, ...wanted] : [item];
}

function sentencesWith(
  sentence: RatedUnit,
  units: readonly RatedUnit[],
  text: string,
): RatedUnit[] {
  const section = units.filter(({ section }) => section === sentence.section);
  const row = best(section.filter(({ kind, figure }) => kind === "row" && figure));
  // The sentence tells what the table is of, the table has the figure that was asked for.
  if (row && !sentence.figure && sentence.figure !== undefined) {
    return [sentence, ...around(row, units, text)];
  }
  const said = section.filter(({ kind }) => kind === "sentence" || kind === "item");
  if (sentence.named >= NAMED && fits(said)) return said;
  const next = said[said.indexOf(sentence) + 1];
  if (!next) return [sentence];
  const list = said.filter(({ block }) => block === next.block);
  if (next.kind === "item")
    return fits([sentence, ...list]) ? [sentence, ...list] : [sentence, next];
  return next.block === sentence.block ? [sentence, next] : [sentence];
}

/** A chosen unit and those that belong with it: the head of its table, what its list is of, what follows it. */
function around(unit: RatedUnit, units: readonly RatedUnit[], text: string): RatedUnit[] {
  if (unit.kind === "item") return itemsWith(unit, units, text);
  if (unit.kind === "sentence") return sentencesWith(unit, units, text);
  return rowsWith(
    unit,
    units.filter(({ block }) => block === unit.block),
  );
}

/** What of a FAQ's answer can be said: its yes or no misleads under a question that is not its own. */
function withoutStrangeYes(
  question: string,
  found: RetrievedPassages,
  passage: Passage,
  units: readonly RatedUnit[],
): readonly RatedUnit[] {
  const { kind, text, language } = passage;
  // Between two languages no word tells whether it is.
  if (kind !== "faq" || language !== found.language || !YES_OR_NO.test(text)) return units;
  const share = shareSaid(question, passage, found.rarity);
  if (share >= OWN_QUESTION) return units;
  return share >= KINDRED_QUESTION ? units.slice(1) : [];
}

/** What stands in a table or a list tells little without what it stands under: "Winter hours", "We do not repair". */
function underHeading(
  group: readonly RatedUnit[],
  units: readonly RatedUnit[],
  text: string,
): RatedUnit[] {
  const [first] = group;
  if (!first || group.every(({ kind }) => kind === "sentence")) return group.slice();
  const heading = units.find(
    ({ kind, section }) => kind === "heading" && section === first.section,
  );
  return heading && SUBHEADING.test(text.slice(heading.start, heading.end))
    ? [heading, ...group]
    : group.slice();
}

function excerptsOf(passage: Passage, units: readonly RatedUnit[], weight: number): Excerpt[] {
  let left = units.filter(({ kind }) => kind !== "heading" && kind !== "table-head");
  const excerpts: Excerpt[] = [];
  while (excerpts.length < MAX_EXCERPTS) {
    const chosen = best(left);
    if (!chosen) break;
    // An answer that somebody wrote for this question is said whole.
    const whole = passage.kind === "faq" && fits(units);
    const group = whole
      ? units.slice()
      : underHeading(around(chosen, units, passage.text), units, passage.text);
    const said = excerpts.flatMap((excerpt) => excerpt.units);
    excerpts.push({
      passage,
      units: group.filter((unit) => unit.kind === "table-head" || !said.includes(unit)),
      rating: chosen.rating * weight,
    });
    left = left.filter(
      (unit) => !group.includes(unit) && !(unit.kind === "row" && unit.block === chosen.block),
    );
  }
  return excerpts;
}

/** The passages that an answer is looked for in: the first, and those that come near it. */
function nearPassages(passages: readonly Passage[]): Passage[] {
  const first = passages[0]?.score ?? 0;
  return passages
    .filter(({ score }) => score > 0 && score >= first * NEAR_BEST)
    .slice(0, MAX_PASSAGES);
}

/**
 * The excerpts of what retrieval found that hold most of a question. What was found first has the better claim, but not
 * the last word: the units of the passages near it are weighed against each other.
 */
export function chooseExcerpts(question: string, found: RetrievedPassages): Excerpt[] {
  const near = nearPassages(found.passages);
  const first = near[0]?.score ?? 0;
  const all = rateUnits(question, found.language, near).flatMap((units, at) => {
    const passage = near[at];
    if (!passage) return [];
    const sayable = withoutStrangeYes(question, found, passage, units);
    return excerptsOf(passage, sayable, Math.sqrt(passage.score / first));
  });
  all.sort((a, b) => b.rating - a.rating);
  const top = all[0]?.rating ?? 0;
  return all.filter(({ rating }) => rating >= top * ALSO).slice(0, MAX_EXCERPTS);
}
