import { namesTheUnsaid, shareSaid } from "@/lib/domains/knowledge/relevance-service";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import type { FinishedAnswer, KeptCitation } from "../answer-repository";
import { chooseExcerpts, type Excerpt } from "./excerpts";
import { noAnswerText, politeReply } from "./no-answer";
import { writeReceipt } from "./receipt";
import { shorten } from "./resolve-citations";

/** A passage is said when it says this share of the question, rare words counted more, or means nearly the same. */
const ENOUGH = 0.42;

/** Of a link its words, of a picture what it shows; an address may hold brackets in pairs. */
const LINK = /!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)/g;

const plain = (text: string) => text.replace(LINK, "$1").replace(/^#+\s*/, "");

function say({ passage, units }: Excerpt): string {
  const lines: string[] = [];
  let previous: Excerpt["units"][number] | undefined;
  for (const unit of units) {
    const text = plain(passage.text.slice(unit.start, unit.end).trim());
    if (unit.kind === "heading") {
      lines.push(`**${text}**`, "");
      continue;
    }
    const joins = unit.kind === "sentence" && previous?.kind === "sentence";
    // A table that follows a sentence without an empty line would be read as text.
    if (unit.kind === "table-head" && previous) lines.push("");
    if (joins) lines[lines.length - 1] += ` ${text}`;
    else lines.push(text);
    if (unit.kind === "table-head") lines.push(text.replace(/[^|]+/g, " --- "));
    previous = unit;
  }
  return lines.join("\n");
}

/** What is said of a passage, in its own words and order. */
function quote(excerpts: readonly Excerpt[]): string {
  const ranges = excerpts.map(({ passage, units }) => {
    const from = Math.min(...units.map(({ start }) => start));
    const to = Math.max(...units.map(({ end }) => end));
    return { from, text: shorten(passage.text.slice(from, to)) };
  });
  ranges.sort((a, b) => a.from - b.from);
  return ranges.map(({ text }) => text).join("\n…\n");
}

/** What can be said to a question in its sources' words. Nobody reads them here: what they do not say is not answered. */
function excerptsFor(question: string, found: RetrievedPassages): Excerpt[] {
  if (!found.answerable || namesTheUnsaid(question, found.language, found.passages)) return [];
  const excerpts = chooseExcerpts(question, found);
  const [best] = excerpts;
  if (!best) return [];
  const said = best.passage.alike || shareSaid(question, best.passage, found.rarity) >= ENOUGH;
  return said ? excerpts : [];
}

type Composed = Omit<FinishedAnswer, "answerer" | "firstWordMs">;

/**
 * Answers in the words of the sources alone: the excerpts of the best passages that hold most of the question, each with
 * its number. Below the threshold, or without anything to say, it is the honest no.
 */
export function composeExtractiveAnswer(question: string, found: RetrievedPassages): Composed {
  const { language, confidence } = found;
  const excerpts = excerptsFor(question, found);
  if (excerpts.length === 0) {
    const text = politeReply(question, language) ?? noAnswerText(language);
    return { text, outcome: "no_answer", confidence, citations: [], receipt: [] };
  }
  const sources = [...new Set(excerpts.map(({ passage }) => passage))];
  const citations = sources.map((passage, at): KeptCitation => {
    const said = excerpts.filter((excerpt) => excerpt.passage === passage);
    const { documentId, title, url } = passage;
    return { index: at + 1, title, url, quote: quote(said), documentId };
  });
  const parts = excerpts.map((excerpt) => {
    const said = say(excerpt);
    const mark = `[${sources.indexOf(excerpt.passage) + 1}]`;
    return said.endsWith("|") ? `${said}\n\n${mark}` : `${said} ${mark}`;
  });
  const text = parts.join("\n\n");
  const receipt = writeReceipt(
    text,
    sources.map((passage) => passage.text),
  );
  return { text, outcome: "answered", confidence, citations, receipt };
}
