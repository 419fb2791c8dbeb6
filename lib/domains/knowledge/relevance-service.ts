import "server-only";
import { sentencesOf } from "./chunking/sentences";
import { creditorFor, holding } from "./relevance/credit";
import { faqFit } from "./relevance/faq-fit";
import { namesIn } from "./relevance/names";
import { qualifiersOf } from "./relevance/qualifiers";
import { readPassage, readText } from "./relevance/read-passage";
import type { Unit } from "./relevance/units";
import { analyze } from "./retrieval/analyze";
import type { Passage } from "./retrieval/passage";
import { readQuestion } from "./retrieval/question";

export { courtesyIn } from "./retrieval/question";

export interface RatedUnit extends Unit {
  /**
   * How much of the question's weight it holds, 0 to 1, what it stands under counted less; with bonuses for a figure that
   * or a way that is asked for and for a heading that says what is asked; less in the answer to another FAQ.
   */
  rating: number;
  /** 0 to 1: how much its heading, or a FAQ's question, holds alone. */
  named: number;
  /** Whether it has the kind of figure that the question asks for; undefined when it asks for none. */
  figure: boolean | undefined;
}

/** A unit with the figure or the way that is asked for is that much likelier to answer. */
const FORM_BONUS = 1.4;
/** So is a unit whose heading says what is asked: up to this much. */
const NAMED_BONUS = 0.2;
/** "New" counts that much of "chain". */
const QUALIFIER = 0.4;

/** The sentences of a text, in order. */
export function sentencesIn(text: string): string[] {
  return sentencesOf(text, { start: 0, end: text.length }).map(({ start, end }) =>
    text.slice(start, end),
  );
}

/**
 * Says for each unit of each passage how much of the question it holds. A term's weight falls with the share of the
 * units that hold it, so that what tells the passages apart decides. `questionLanguage` is an ISO 639-1 code.
 */
export function rateUnits(
  question: string,
  questionLanguage: string,
  passages: readonly Passage[],
): RatedUnit[][] {
  const read = passages.map((passage) => readPassage(passage));
  const all = read.flat();
  const weights = new Map<string, number>();
  const rareness = (term: string): number => {
    let weight = weights.get(term);
    if (weight === undefined) {
      const holding = all.filter(({ own }) => own.terms.has(term)).length;
      weights.set(term, (weight = Math.log(1 + all.length / (1 + holding))));
    }
    return weight;
  };
  return passages.map((passage, index) => {
    const { language } = passage;
    const { content } = readQuestion(question, language);
    const terms = [...content];
    const qualifiers = qualifiersOf(language);
    const weightOf = (term: string) => rareness(term) * (qualifiers.has(term) ? QUALIFIER : 1);
    const total = terms.reduce((sum, term) => sum + weightOf(term), 0);
    const share = (credit: (term: string) => number) =>
      total === 0 ? 0 : terms.reduce((sum, term) => sum + weightOf(term) * credit(term), 0) / total;
    const creditor = creditorFor(question, language);
    const fit = faqFit(passage, { terms: content, language: questionLanguage });
    return (read[index] ?? []).map((unit) => {
      const form = creditor.formIn(unit);
      const held = share((term) => creditor.ofUnit(unit, term));
      const named = share((term) => creditor.ofHeading(unit, term));
      const rating = fit * held * (form ? FORM_BONUS : 1) * (1 + NAMED_BONUS * named);
      return { ...unit.unit, rating, named, figure: creditor.figure ? form : undefined };
    });
  });
}

/**
 * 0 to 1: the share of a question, by the rarity of its words in the organization's knowledge, that a passage says with
 * its title and headings; a FAQ with that of its questions which says most.
 */
export function shareSaid(
  question: string,
  passage: Passage,
  rarity: ReadonlyMap<string, number>,
): number {
  const { title, heading, alternatives, text, language } = passage;
  const creditor = creditorFor(question, language);
  const terms = [...readQuestion(question, language).content];
  const weightOf = (term: string) => rarity.get(term) ?? 0;
  const total = terms.reduce((sum, term) => sum + weightOf(term), 0);
  const read = readText([title, heading, ...alternatives, text].join("\n"), language);
  const said = terms.reduce((sum, term) => sum + weightOf(term) * creditor.ofText(read, term), 0);
  return said / Math.max(total, Number.EPSILON);
}

/** Whether a question names something ("Bitcoin") that none of the passages says, so that they cannot be about it. */
export function namesTheUnsaid(
  question: string,
  questionLanguage: string,
  passages: readonly Passage[],
): boolean {
  return namesIn(question, questionLanguage).some((name) =>
    passages.every(({ title, heading, text, language }) => {
      const said = new Set(analyze(`${title} ${heading} ${text}`, language));
      return analyze(name, language).some((term) => holding(said, term, language) === 0);
    }),
  );
}
