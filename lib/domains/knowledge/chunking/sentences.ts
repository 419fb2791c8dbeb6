import { cutPoint, trimSpan, type Span } from "./spans";

/** A longer sentence is cut: it would not fit a window. */
const MAX_SENTENCE = 400;

export interface Sentence extends Span {
  /** An empty line, or the beginning of the text, stands before it. */
  startsParagraph: boolean;
}

const ENDS = /[.!?…。\uff01\uff1f।؟]/;
/** The full-width marks of scripts that put no space behind a sentence; the ASCII ones need it ("Yahoo!Inc"). */
const UNSPACED_END = /[。\uff01\uff1f]/;
const CLOSES = /["'”’»)\]」』]/;
// "Dr. Smith", "z. B. so", "e.g. this", "J. Doe": the dot ends no sentence.
const ABBREVIATION =
  /(?:^|[\s("'„“«])(?:\p{L}|Dr|Mr|Mrs|Ms|St|No|Nr|Prof|Sr|Sra|Mme|approx|ca|bzw|usw|vgl|inkl|evtl|etc|vs|Tel|Abs|Str|e\.g|i\.e|z\.\s?B|p\.\s?ej)$/u;
const LOOK_BACK = 12;

function endsSentence(text: string, dot: number, after: number): boolean {
  if (UNSPACED_END.test(text.charAt(dot))) return true;
  const next = text.charAt(after);
  if (next !== "" && !/\s/.test(next)) return false;
  if (text.charAt(dot) !== ".") return true;
  const before = text.slice(Math.max(0, dot - LOOK_BACK), dot);
  // "am 3. Mai": an ordinal in languages that write it with a dot.
  if (/(?:^|\s)\d{1,2}$/.test(before)) return false;
  return !ABBREVIATION.test(before);
}

function* piecesOf(text: string, line: Span): Generator<Span> {
  let start = line.start;
  for (let at = start; at < line.end; at += 1) {
    if (ENDS.test(text.charAt(at))) {
      let after = at + 1;
      while (after < line.end && CLOSES.test(text.charAt(after))) after += 1;
      if (endsSentence(text, at, after)) {
        yield { start, end: after };
        start = after;
        at = after - 1;
        continue;
      }
    }
    if (at + 1 - start > MAX_SENTENCE) {
      const end = cutPoint(text, start, MAX_SENTENCE);
      yield { start, end };
      start = end;
      at = Math.max(at, end - 1);
    }
  }
  if (start < line.end) yield { start, end: line.end };
}

/**
 * The sentences of a part of a text, in order. A line break ends one, so that list items and table rows stand for
 * themselves. One pass over the characters: no part of the text is looked at again, however long it is.
 */
export function* eachSentence(text: string, within: Span): Generator<Sentence> {
  let startsParagraph = true;
  for (let start = within.start; start < within.end;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 || newline > within.end ? within.end : newline;
    let empty = true;
    for (const piece of piecesOf(text, { start, end })) {
      const span = trimSpan(text, piece);
      if (span.start === span.end) continue;
      yield { ...span, startsParagraph };
      startsParagraph = false;
      empty = false;
    }
    if (empty) startsParagraph = true;
    start = end + 1;
  }
}

export function sentencesOf(text: string, within: Span): Sentence[] {
  return [...eachSentence(text, within)];
}
