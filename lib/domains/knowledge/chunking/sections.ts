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
  // Headings that stand alone, one after the other: one section, or a list of them would be as many passages.
  let bare: Section | undefined;

  const headingOf = (lines: readonly Line[]) =>
    lines
      .map((line) => line.heading)
      .join(" › ")
      .slice(0, MAX_HEADING)
      .toWellFormed();

  const close = (end: number, next: number): Section[] => {
    const kept = bare ? [bare] : [];
    if (!isBlank(text, { start, end })) {
      bare = undefined;
      return [...kept, { start, end, heading: headingOf(open) }];
    }
    const heading = headingOf(open.slice(0, -1));
    if (!childless || next > childless.level) {
      bare = undefined;
      return kept;
    }
    if (bare?.heading === heading) {
      bare.end = childless.end;
      return [];
    }
    bare = { start: childless.start, end: childless.end, heading };
    return kept;
  };

  for (const line of headingsOf(text)) {
    yield* close(line.start, line.level);
    while ((open.at(-1)?.level ?? 0) >= line.level) open.pop();
    open.push(line);
    childless = line;
    start = Math.min(line.end + 1, text.length);
  }
  yield* close(text.length, 0);
  if (bare) yield bare;
}
