import type { Chunk } from "../chunking/chunk-text";
import { analyze } from "./analyze";

// What a document, a passage or a FAQ is about stands in its title, and a visitor's words are nearer to it than to the
// text (BM25F: the fields are added up before the saturation).
const TITLE = 1.5;
const HEADING = 1.5;
const ALTERNATIVES = 1;
const TEXT = 1;

export interface IndexedTerms {
  /** Weighted count of all terms: the length that BM25 normalises by. */
  length: number;
  /** Weighted frequency of each term. */
  terms: Map<string, number>;
}

/** The terms of a chunk for the keyword index, in its document's language. */
export function indexTerms({
  title,
  chunk,
  language,
}: {
  title: string;
  chunk: Pick<Chunk, "heading" | "text" | "alternatives">;
  language: string;
}): IndexedTerms {
  const terms = new Map<string, number>();
  let length = 0;
  const add = (text: string, weight: number) => {
    for (const term of analyze(text, language)) {
      terms.set(term, (terms.get(term) ?? 0) + weight);
      length += weight;
    }
  };
  add(title, TITLE);
  // A heading that repeats the title says nothing more.
  add(chunk.heading.startsWith(title) ? chunk.heading.slice(title.length) : chunk.heading, HEADING);
  for (const alternative of chunk.alternatives) add(alternative, ALTERNATIVES);
  add(chunk.text, TEXT);
  return { length, terms };
}
