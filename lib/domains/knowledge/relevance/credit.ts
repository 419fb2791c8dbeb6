import { readQuestion } from "../retrieval/question";
import { areKin, KIN } from "../retrieval/kin";
import { analyze } from "../retrieval/analyze";
import { calendarNames } from "./calendar";
import { kindOfQuestion } from "./question-kind";
import type { ReadText, ReadUnit } from "./read-passage";

/** What stands over a unit counts less than what it says itself. */
const HEADING = 0.8;
const TABLE_HEAD = 0.7;
const TITLE = 0.4;

/** How much of a term stands among others of its language: all, a kindred word, or nothing. */
export function holding(terms: ReadonlySet<string>, term: string, language: string): number {
  if (terms.has(term)) return 1;
  for (const other of terms) if (areKin(term, other, language)) return KIN;
  return 0;
}

/** How the terms of a question are looked for in the units of a language. All credits are 0 to 1. */
export interface Creditor {
  /** Whether a figure is asked for. */
  figure: boolean;
  /** Whether a unit has the form of answer that is asked for, a figure or a way; undefined when none is. */
  formIn(read: ReadUnit): boolean | undefined;
  /** How much of a term a text says. */
  ofText(read: ReadText, term: string): number;
  /** How much of it a unit holds, what it stands under counted less. */
  ofUnit(read: ReadUnit, term: string): number;
  /** How much of it its heading holds. */
  ofHeading(read: ReadUnit, term: string): number;
}

/** Reads a question once for all units of a language. */
export function creditorFor(question: string, language: string): Creditor {
  const termsOf = (text: string): ReadonlySet<string> => new Set(analyze(text, language));
  const { kin } = readQuestion(question, language);
  const kind = kindOfQuestion(question, language);
  const asking = termsOf(kind?.words ?? "");
  const calendar = calendarNames(question).map(({ words, written }) => ({
    names: termsOf(words),
    written,
  }));
  const hasForm = (text: string) => kind?.answers.test(text);
  const formIn = ({ own }: ReadUnit) => hasForm(own.text);
  const inText = ({ text, terms }: ReadText, term: string) => {
    const dated = calendar.some(({ names, written }) => names.has(term) && written.test(text));
    if (dated) return 1;
    const instead = kin.get(term)?.some((other) => terms.has(other)) ? KIN : 0;
    return Math.max(instead, holding(terms, term, language));
  };
  return {
    figure: kind?.figure ?? false,
    formIn,
    ofText: (read, term) => (asking.has(term) && hasForm(read.text) ? 1 : inText(read, term)),
    ofUnit(read, term) {
      // "£45" says the cost without the word.
      if (asking.has(term) && formIn(read)) return 1;
      return Math.max(
        inText(read.own, term),
        HEADING * inText(read.heading, term),
        read.head ? TABLE_HEAD * holding(read.head.terms, term, language) : 0,
        TITLE * holding(read.title.terms, term, language),
      );
    },
    ofHeading: ({ heading }, term) => inText(heading, term),
  };
}
