import { analyze } from "../retrieval/analyze";

const WORD = /[\p{L}\p{N}\p{M}]+(?:[-’'][\p{L}\p{N}\p{M}]+)*/gu;

/** How a question writes the terms that it is searched by, in a language; a term that stands for another is itself. */
export function wordsOf(question: string, language: string): (term: string) => string {
  const written = new Map<string, string>();
  for (const [word] of question.matchAll(WORD)) {
    for (const term of analyze(word, language)) {
      if (!written.has(term)) written.set(term, word.toLowerCase());
    }
  }
  return (term) =>
    term
      .split(" ")
      .map((part) => written.get(part) ?? part)
      .join(" ");
}
