import type { Chunk } from "../chunking/chunk-text";
import { analyze } from "./analyze";

/**
 * What a document, a passage or a FAQ is about stands in its title and headings (BM25F: the fields are added up before
 * the saturation).
 */
export const FIELD_WEIGHTS = { title: 1.5, heading: 1.5, alternatives: 1, text: 1 } as const;

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
  add(title, FIELD_WEIGHTS.title);
  add(chunk.heading, FIELD_WEIGHTS.heading);
  for (const alternative of chunk.alternatives) add(alternative, FIELD_WEIGHTS.alternatives);
  add(chunk.text, FIELD_WEIGHTS.text);
  return { length, terms };
}
