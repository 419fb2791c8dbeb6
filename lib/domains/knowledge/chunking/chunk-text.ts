import { sectionsOf, type Section } from "./sections";
import { eachSentence, sentencesOf, type Sentence } from "./sentences";
import { trimSpan, type Span } from "./spans";

/** About 200 words: a passage that answers one question and that a reader takes in at a glance. */
const MAX_CHUNK = 1_200;
/** A document or section up to this size is not cut at all. */
const WHOLE = 1_500;
/** Whole sentences of about this size are embedded together: longer runs blur what each of them says. */
const WINDOW = 200;

export interface Window {
  startOffset: number;
  endOffset: number;
  text: string;
}

export interface Chunk {
  ordinal: number;
  /** The headings it stands under, outermost first, joined by " › "; empty without any. */
  heading: string;
  text: string;
  startOffset: number;
  endOffset: number;
  windows: Window[];
  /** Other ways to ask what this chunk answers. */
  alternatives: readonly string[];
}

export interface ChunkInput {
  title: string;
  text: string;
  kind: "document" | "faq";
  alternatives: readonly string[];
}

function join(sentences: readonly Sentence[]): Span {
  return { start: sentences[0]?.start ?? 0, end: sentences.at(-1)?.end ?? 0 };
}

function* pack(
  sentences: Iterable<Sentence>,
  full: (packed: Span, next: Sentence) => boolean,
): Generator<Sentence[]> {
  let open: Sentence[] = [];
  for (const sentence of sentences) {
    if (open.length > 0 && full(join(open), sentence)) {
      yield open;
      open = [];
    }
    open.push(sentence);
  }
  if (open.length > 0) yield open;
}

/** Passages of about one size, so that no short rest is left at the end; cut between paragraphs where that is near. */
function passagesOf(text: string, section: Section): Iterable<Sentence[]> {
  const { start, end } = trimSpan(text, section);
  const length = end - start;
  if (length === 0) return [];
  if (length <= WHOLE) return [sentencesOf(text, section)];
  const size = length / Math.ceil(length / MAX_CHUNK);
  return pack(eachSentence(text, section), (packed, next) => {
    if (next.end - packed.start > MAX_CHUNK + WINDOW) return true;
    const reached = packed.end - packed.start;
    return next.startsParagraph ? reached >= size * 0.7 : next.end - packed.start > size * 1.1;
  });
}

function windowsOf(text: string, sentences: readonly Sentence[]): Window[] {
  const runs = pack(sentences, (packed, next) => next.end - packed.start > WINDOW * 1.25);
  return Array.from(runs, (run) => {
    const { start, end } = join(run);
    return { startOffset: start, endOffset: end, text: text.slice(start, end) };
  });
}

function inOneSection(all: Span, sections: readonly Section[]): Section {
  const [first] = sections;
  // A first heading that is above all others names the document; the others stay part of the text.
  const above = sections.every(
    ({ heading }) => heading === first?.heading || heading.startsWith(`${first?.heading} › `),
  );
  return first && above ? { ...first, end: all.end } : { ...all, heading: "" };
}

function sectionsToCut({ text, kind }: ChunkInput): Iterable<Section> {
  const all = trimSpan(text, { start: 0, end: text.length });
  if (kind === "faq") return [{ ...all, heading: "" }];
  if (all.end - all.start > WHOLE) return sectionsOf(text);
  return [inOneSection(all, [...sectionsOf(text)])];
}

/**
 * Cuts a document into passages under one heading each, and each passage into windows of whole sentences. A short
 * document stays in one piece, and a FAQ's answer belongs to its question. Offsets are of `text`, in UTF-16 units.
 * Takes time linear in the size of the text, and a little of it for each passage that is asked for.
 */
export function* chunkText(input: ChunkInput): Generator<Chunk> {
  const { title, text, kind, alternatives } = input;
  let ordinal = 0;
  for (const section of sectionsToCut(input)) {
    for (const sentences of passagesOf(text, section)) {
      const { start, end } = join(sentences);
      // What names a passage is compared by itself, standing nowhere in its text: a question is asked in other words
      // than its answer, and a table says little without its heading.
      const named = section.heading === "" ? [] : [`${title}: ${section.heading}`];
      const asked = kind === "faq" ? [title, ...alternatives] : named;
      yield {
        ordinal,
        heading: section.heading,
        text: text.slice(start, end),
        startOffset: start,
        endOffset: end,
        windows: [
          ...asked.map((name) => ({ startOffset: start, endOffset: start, text: name })),
          ...windowsOf(text, sentences),
        ],
        alternatives: kind === "faq" ? alternatives : [],
      };
      ordinal += 1;
    }
  }
}
