import { analyze } from "../retrieval/analyze";
import type { Passage } from "../retrieval/passage";
import type { Difference } from "./schema";
import { containment, shinglesOf } from "./shingles";
import { contentOf, statementsOf, type Statement } from "./statements";

export interface Finding {
  kind: "duplicate" | "contradiction";
  first: string;
  second: string;
  differences: Difference[];
}

// Measured on pairs.json, for precision before recall (docs/retrieval.md).
/** From this share of shared runs of words on, two passages say the same. */
const SAME_TEXT = 0.8;
/** Shorter ones share as much by chance. */
const MIN_RUNS = 12;
/** Share of what two statements speak of that both speak of. */
const SAME_SUBJECT = 0.75;
const MIN_SUBJECT = 2;
const DAY = "day";

const isWithin = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].every((term) => other.has(term));

function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = new Set([...one, ...other]).size;
  return all === 0 ? 0 : [...one].filter((term) => other.has(term)).length / all;
}

/** One may say a little more of the same; of two things that each names, they are not the same. */
function sameSubject(one: Statement, other: Statement): boolean {
  const [a, b] = [one.about, other.about];
  const days = one.figures.get(DAY)?.size ?? 0;
  if (Math.min(a.size, b.size) + days < MIN_SUBJECT || a.size * b.size === 0) return false;
  if (!(isWithin(a, b) || isWithin(b, a))) return false;
  return share(a, b) >= (one.kind === "row" || other.kind === "row" ? 1 : SAME_SUBJECT);
}

/** What a passage stands under that the other one never mentions, when each has such: they speak of different things. */
function apart(
  one: Statement,
  other: Statement,
  all: readonly [Set<string>, Set<string>],
): boolean {
  const alone = (of: Statement, mentioned: ReadonlySet<string>) =>
    [...of.under].some((term) => !mentioned.has(term));
  return alone(one, all[1]) && alone(other, all[0]);
}

/** Figures of one kind, of which each side has some that the other has not. */
function differingFigures(one: Statement, other: Statement): Difference[] {
  return [...one.figures].flatMap(([kind, values]): Difference[] => {
    const others = other.figures.get(kind);
    if (!others) return [];
    const only = (of: ReadonlyMap<string, string>, from: ReadonlyMap<string, string>) =>
      [...of].filter(([value]) => !from.has(value)).map(([, shown]) => shown);
    const [first, second] = [only(values, others), only(others, values)];
    return first.length > 0 && second.length > 0 ? [{ kind, first, second }] : [];
  });
}

function differingVerdicts(one: Statement, other: Statement): Difference[] {
  const [first, second] = [one.verdict, other.verdict];
  if (first === undefined || second === undefined || first === second) return [];
  return [{ kind: "yes or no", first: [first], second: [second] }];
}

function negation(one: Statement, other: Statement): Difference[] {
  if (one.negated === other.negated || share(one.about, other.about) < 1) return [];
  const say = ({ negated }: Statement) => [negated ? "not" : "so"];
  return [{ kind: "yes or no", first: say(one), second: say(other) }];
}

/** Of other days other things may be true: what is said of them is compared for the same ones alone. */
function sameDays(one: Statement, other: Statement): boolean {
  const days = ({ figures }: Statement) => [...(figures.get(DAY)?.keys() ?? [])].sort().join();
  return days(one) === days(other);
}

function questionsOf({ title, alternatives, language }: Passage): ReadonlySet<string>[] {
  return [title, ...alternatives].map((asked) => contentOf(asked, language));
}

const letters = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function sameQuestion(one: Passage, other: Passage): boolean {
  if (letters(one.title) === letters(other.title)) return true;
  return questionsOf(one).some(
    (asked) =>
      asked.size >= MIN_SUBJECT && questionsOf(other).some((too) => share(asked, too) === 1),
  );
}

function compareAnswers(one: Passage, other: Passage): Finding | undefined {
  if (!sameQuestion(one, other)) return undefined;
  const [first] = statementsOf(one);
  const [second] = statementsOf(other);
  if (!first || !second) return undefined;
  const differences = [...differingVerdicts(first, second), ...differingFigures(first, second)];
  const kind = differences.length > 0 ? "contradiction" : "duplicate";
  return { kind, first: first.text, second: second.text, differences };
}

function compareStatements(one: Passage, other: Passage): Finding[] {
  const findings: Finding[] = [];
  const all = [one, other].map(({ title, heading, text, alternatives, language }) =>
    contentOf([title, heading, ...alternatives, text].join("\n"), language),
  ) as [Set<string>, Set<string>];
  const others = statementsOf(other);
  for (const first of statementsOf(one)) {
    for (const second of others) {
      if (!sameSubject(first, second) || !sameDays(first, second)) continue;
      if (apart(first, second, all)) continue;
      const differences = [...differingFigures(first, second), ...negation(first, second)];
      if (differences.length === 0) continue;
      const texts = { first: first.text, second: second.text };
      findings.push({ kind: "contradiction", ...texts, differences });
    }
  }
  return findings;
}

function compareTexts(one: Passage, other: Passage): Finding | undefined {
  const [a, b] = [one, other].map(({ text, language }) => shinglesOf(analyze(text, language)));
  if (!a || !b || Math.min(a.size, b.size) < MIN_RUNS) return undefined;
  if (containment(a, b) < SAME_TEXT) return undefined;
  return { kind: "duplicate", first: one.text, second: other.text, differences: [] };
}

/** What is wrong with two passages of different documents beside each other, as far as can be told. */
export function comparePassages(one: Passage, other: Passage): Finding[] {
  if (one.language !== other.language) return [];
  if (one.kind === "faq" && other.kind === "faq") {
    const answers = compareAnswers(one, other);
    if (answers) return [answers];
  }
  const contradictions = compareStatements(one, other);
  if (contradictions.length > 0) return contradictions;
  const duplicate = compareTexts(one, other);
  return duplicate ? [duplicate] : [];
}
