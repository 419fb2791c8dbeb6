import { sentencesOf } from "../chunking/sentences";
import { analyze } from "./analyze";
import { FIELD_WEIGHTS } from "./index-terms";
import type { Passage } from "./passage";

/** A passage that an arm has found, before it is ranked. */
export interface Candidate extends Omit<Passage, "score" | "alike"> {
  /** Its length for BM25. */
  length: number;
  /** Cosine of the question and its nearest window; undefined when it has no vectors of the question's embedder. */
  similarity: number | undefined;
}

/** A candidate's terms as ranking looks at them. */
export interface ReadCandidate {
  candidate: Candidate;
  /** Weighted frequencies, as in the index. */
  frequencies: ReadonlyMap<string, number>;
  /** How often two terms stand side by side. */
  pairs: ReadonlyMap<string, number>;
  /** What it says about itself: title and headings. */
  about: ReadonlySet<string>;
  /** The terms of each two neighbouring sentences. */
  runs: ReadonlySet<string>[];
}

export const pairOf = (first: string, second: string) => `${first} ${second}`;

/** Reads a candidate's text anew: what the order of its words tells is not in the index. */
export function readCandidate(candidate: Candidate): ReadCandidate {
  const { title, heading, text, alternatives, language } = candidate;
  const frequencies = new Map<string, number>();
  const pairs = new Map<string, number>();
  const add = (terms: readonly string[], weight: number) => {
    terms.forEach((term, index) => {
      frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
      const next = terms[index + 1];
      if (next === undefined) return;
      const pair = pairOf(term, next);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    });
  };
  const titleTerms = analyze(title, language);
  const headingTerms = analyze(heading, language);
  const asked = alternatives.map((alternative) => analyze(alternative, language));
  const sentences = sentencesOf(text, { start: 0, end: text.length }).map(({ start, end }) =>
    analyze(text.slice(start, end), language),
  );
  add(titleTerms, FIELD_WEIGHTS.title);
  add(headingTerms, FIELD_WEIGHTS.heading);
  for (const terms of asked) add(terms, FIELD_WEIGHTS.alternatives);
  add(sentences.flat(), FIELD_WEIGHTS.text);
  return {
    candidate,
    frequencies,
    pairs,
    about: new Set([...titleTerms, ...headingTerms]),
    runs: [
      ...sentences.map((terms, index) => new Set([...terms, ...(sentences[index + 1] ?? [])])),
      ...asked.map((terms) => new Set(terms)),
    ],
  };
}
