import { rateUnits } from "@/lib/domains/knowledge/relevance-service";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import type { KeptCitation } from "../answer-repository";
import type { ReceiptEntry } from "../schema";
import { citedSentences, writeReceipt } from "./receipt";
import { isVerbatim, MARK } from "./verbatim";

type Passage = RetrievedPassages["passages"][number];

const MAX_QUOTE = 300;
const MARK_WITH_SPACE = new RegExp(`([ \\t]*)${MARK.source}`, "g");

/** A verbatim beginning of a text that is not longer than a quote may be, cut between words. */
export function shorten(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= MAX_QUOTE) return trimmed;
  const cut = trimmed.lastIndexOf(" ", MAX_QUOTE);
  return trimmed.slice(0, cut > MAX_QUOTE / 2 ? cut : MAX_QUOTE).toWellFormed();
}

/** The part of a passage that carries a statement best, verbatim. */
function quoteFor(statements: readonly string[], passage: Passage): string {
  const [units = []] = rateUnits(statements.join(" "), passage.language, [passage]);
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
 * The numbers that a model cited, resolved against the passages it was given and no others: unknown ones leave the text,
 * known ones are counted anew in the order of their first use. The beginning of a text gives the beginning of its
 * answer, so that an answer can be shown while it grows.
 */
export function renumber(
  text: string,
  passages: readonly Passage[],
): { answer: string; cited: Passage[] } {
  const cited: Passage[] = [];
  const answer = text
    .replace(MARK_WITH_SPACE, (_, space: string, numbers: string) => {
      const marks = numbers.split(",").flatMap((number) => {
        const passage = passages[Number(number) - 1];
        if (!passage) return [];
        if (!cited.includes(passage)) cited.push(passage);
        return [`[${cited.indexOf(passage) + 1}]`];
      });
      return marks.length > 0 ? `${space}${[...new Set(marks)].join("")}` : "";
    })
    .trim();
  return { answer, cited };
}

/** A finished text with its citations, each with a verbatim quote, and what each of its sentences rests on. */
export function resolveCitations(
  text: string,
  passages: readonly Passage[],
): { answer: string; citations: KeptCitation[]; receipt: ReceiptEntry[] } {
  const { answer, cited } = renumber(text, passages);
  const sentences = citedSentences(answer);
  const citations = cited.map((passage, at): KeptCitation => {
    const index = at + 1;
    const statements = sentences.filter(({ marks }) => marks.includes(index));
    const quote = quoteFor(
      statements.map(({ sentence }) => sentence),
      passage,
    );
    const { documentId, title, url } = passage;
    return { index, title, url, quote, documentId };
  });
  const receipt = writeReceipt(
    answer,
    cited.map((passage) => passage.text),
  );
  return { answer, citations, receipt };
}
