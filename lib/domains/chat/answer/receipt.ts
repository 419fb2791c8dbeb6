import { sentencesIn } from "@/lib/domains/knowledge/relevance-service";
import type { ReceiptEntry } from "../schema";
import { isVerbatim, MARK } from "./verbatim";

const MARK_AFTER_END = /([.!?…]["'”’»]?)(\s*)((?:\[\d{1,2}(?:\s*,\s*\d{1,2})*\]\s*)+)/g;
/** A row of a table's rule, a full stop left alone, or nothing but marks: no statement. */
const NO_STATEMENT = /^[\s\p{P}\p{S}]*$/u;

function marksIn(sentence: string): number[] {
  return [...sentence.matchAll(MARK)].flatMap(([, numbers = ""]) => numbers.split(",").map(Number));
}

/** An answer's sentences, each with the numbers that stand in it or right behind its end. */
export function citedSentences(answer: string): { sentence: string; marks: number[] }[] {
  // "… at nine. [1]" and "… at nine [1]." say the same.
  const text = answer.replace(MARK_AFTER_END, " $3$1$2");
  const cited: { sentence: string; marks: number[] }[] = [];
  for (const part of sentencesIn(text)) {
    const sentence = part
      .replace(MARK, "")
      .replace(/\s+(?=[.,;:!?…]|$)/g, "")
      .trim();
    const marks = marksIn(part);
    const last = cited.at(-1);
    if (NO_STATEMENT.test(sentence)) last?.marks.push(...marks);
    else cited.push({ sentence, marks });
  }
  return cited;
}

/**
 * What each sentence of an answer rests on: `quoted` when it stands word for word in a source that it cites, else
 * `unchecked`. `sources` are the cited passages' texts, by number from 1. Words in common prove nothing, so nothing
 * here is ever called supported.
 */
export function writeReceipt(answer: string, sources: readonly string[]): ReceiptEntry[] {
  return citedSentences(answer).map(({ sentence, marks }) => {
    const holds = (index: number) => isVerbatim(sentence, sources[index - 1] ?? "");
    const quoted = marks.find(holds) ?? sources.findIndex((_, at) => holds(at + 1)) + 1;
    if (quoted > 0) return { sentence, status: "quoted", citation: quoted };
    return { sentence, status: "unchecked", citation: marks[0] ?? null };
  });
}
