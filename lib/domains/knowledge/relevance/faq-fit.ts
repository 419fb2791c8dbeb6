import { analyze } from "../retrieval/analyze";
import type { Passage } from "../retrieval/passage";
import { stopTerms } from "../retrieval/stop-terms";
import { holding } from "./credit";

/** What an answer is worth whose FAQ shares no word with the question: other words may mean the same. */
const NO_WORD = 0.1;
/** From this share of its own words on a FAQ is what is asked. */
const MEANT = 0.7;

/**
 * 0 to 1: how much a FAQ's answer can be meant for a question, by the share of the FAQ's own words that are asked. "Can I
 * have a loan bike while mine is repaired?" tells of loan bikes, though "repair" and "book" stand in it. 1 for documents,
 * and for a FAQ in another language than the question, where no word tells.
 */
export function faqFit(
  { kind, title, alternatives, language }: Passage,
  asked: { terms: ReadonlySet<string>; language: string },
): number {
  if (kind !== "faq" || language !== asked.language) return 1;
  const stop = stopTerms(language);
  const shares = [title, ...alternatives].map((own) => {
    const words = [...new Set(analyze(own, language))].filter((term) => !stop.has(term));
    const shared = words.filter((word) => holding(asked.terms, word, language) > 0).length;
    return shared / Math.max(words.length, 1);
  });
  return NO_WORD + (1 - NO_WORD) * Math.min(1, Math.max(...shares) / MEANT);
}
