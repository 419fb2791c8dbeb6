import type { Span } from "./spans";

/** The text under one heading, without the heading's own line. */
export interface Section extends Span {
  /** The headings it stands under, outermost first, joined by " › "; empty without any. */
  heading: string;
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$/;
/** Where a heading or a fence may begin, found in one pass over the text. */
const MARKED = /(?:^|\n) {0,3}(?:#{1,6}[ \t]|```|~~~)/g;
const FENCE = /^ {0,3}(```|~~~)/;
const MAX_HEADING_LINE = 500;
const MAX_HEADING = 300;

interface Line extends Span {
  level: number;
  heading: string;
}

/** The headings of a text. Nothing inside a code fence is one. */
function* headingsOf(text: string): Generator<Line> {
  let fence: string | undefined;
  for (const { index, 0: mark } of text.matchAll(MARKED)) {
    const start = mark.startsWith("\n") ? index + 1 : index;
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    // No heading is longer, and a line may have millions of characters.
    if (end - start > MAX_HEADING_LINE) continue;
    const line = text.slice(start, end).trimEnd();
    const delimiter = FENCE.exec(line)?.[1];
    if (delimiter !== undefined && (fence === undefined || fence === delimiter)) {
      fence = fence === undefined ? delimiter : undefined;
    }
    const heading = fence === undefined ? HEADING.exec(line) : null;
    if (heading?.[1] && heading[2]) {
      yield { start, end, level: heading[1].length, heading: heading[2] };
    }
  }
}

function isBlank(text: string, { start, end }: Span): boolean {
  return text.slice(start, end).trimStart() === "";
}

/**
 * Cuts a Markdown text at its headings, one section after the other. A heading that nothing follows is text itself, so
 * that nothing of the document is lost.
 */
export function* sectionsOf(text: string): Generator<Section> {
  const open: Line[] = [];
  let start = 0;
  let childless: Line | undefined;

  const close = (end: number, next: number): Section[] => {
    if (!isBlank(text, { start, end })) {
      const heading = open
        .map((line) => line.heading)
        .join(" › ")
        .slice(0, MAX_HEADING)
        .toWellFormed();
      return [{ start, end, heading }];
    }
    if (!childless || next > childless.level) return [];
    const parents = open.slice(0, -1).map((line) => line.heading);
    return [{ start: childless.start, end: childless.end, heading: parents.join(" › ") }];
  };

  for (const line of headingsOf(text)) {
    yield* close(line.start, line.level);
    while ((open.at(-1)?.level ?? 0) >= line.level) open.pop();
    open.push(line);
    childless = line;
    start = Math.min(line.end + 1, text.length);
  }
  yield* close(text.length, 0);
}
