import { rateUnits } from "@/lib/domains/knowledge/relevance-service";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import type { CitationView, ReceiptEntry } from "../schema";
import { citedSentences, writeReceipt } from "./receipt";
import { isVerbatim, MARK } from "./verbatim";

type Passage = RetrievedPassages["passages"][number];

const MAX_QUOTE = 300;

/** A verbatim beginning of a text that is not longer than a quote may be, cut between words. */
export function shorten(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= MAX_QUOTE) return trimmed;
  const cut = trimmed.lastIndexOf(" ", MAX_QUOTE);
  return trimmed.slice(0, cut > MAX_QUOTE / 2 ? cut : MAX_QUOTE).toWellFormed();
}

/** The part of a passage that carries a statement best, verbatim. */
function quoteFor(statements: readonly string[], passage: Passage): string {
  const [units = []] = rateUnits(statements.join(" "), [passage]);
  const texts = units
    .filter(({ kind }) => kind !== "heading")
    .map((unit) => ({ ...unit, text: passage.text.slice(unit.start, unit.end) }));
  const same = texts.find(({ text }) =>
    statements.some((statement) => isVerbatim(statement, text)),
  );
  const best = texts.reduce<(typeof texts)[number] | undefined>(
    (top, unit) => (top && top.rating >= unit.rating ? top : unit),
    undefined,
  );
  return shorten((same ?? best)?.text ?? passage.text);
}

/**
 * Resolves the numbers that a model cited against the passages it was given, and no others: unknown ones leave the
 * text, known ones are counted anew in the order of their first use. Each citation gets a verbatim quote.
 */
export function resolveCitations(
  text: string,
  passages: readonly Passage[],
): { answer: string; citations: CitationView[]; receipt: ReceiptEntry[] } {
  const used: number[] = [];
  const renumber = (given: number): number | undefined => {
    if (given < 1 || given > passages.length) return undefined;
    if (!used.includes(given)) used.push(given);
    return used.indexOf(given) + 1;
  };
  const answer = text
    .replace(MARK, (_, numbers: string) => {
      const known = numbers.split(",").flatMap((number) => renumber(Number(number)) ?? []);
      return [...new Set(known)].map((number) => `[${number}]`).join("");
    })
    .replace(/[ \t]+(?=[.,;:!?]|$)/gm, "")
    .trim();
  const cited = used.map((given) => passages[given - 1]!);
  const sentences = citedSentences(answer);
  const citations = cited.map((passage, at): CitationView => {
    const index = at + 1;
    const statements = sentences.filter(({ marks }) => marks.includes(index));
    const quote = quoteFor(
      statements.map(({ sentence }) => sentence),
      passage,
    );
    return { index, title: passage.title, url: passage.url, quote };
  });
  const receipt = writeReceipt(
    answer,
    cited.map((passage) => passage.text),
  );
  return { answer, citations, receipt };
}
