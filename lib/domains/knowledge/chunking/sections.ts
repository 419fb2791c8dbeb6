import type { Span } from "./spans";

/** The text under one heading, without the heading's own line. */
export interface Section extends Span {
  /** The headings it stands under, outermost first, joined by " › "; empty without any. */
  heading: string;
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$/;
const FENCE = /^ {0,3}(```|~~~)/;
const MAX_HEADING_LINE = 500;
const MAX_HEADING = 300;

interface Line extends Span {
  level: number;
  heading: string;
}

/** The lines of a text; `level` is 0 for one that is no heading. Nothing inside a code fence is a heading. */
function* linesOf(text: string): Generator<Line> {
  let fence: string | undefined;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    // No heading is longer, and a line may have millions of characters.
    const line = end - start > MAX_HEADING_LINE ? "" : text.slice(start, end).trimEnd();
    const mark = FENCE.exec(line)?.[1];
    const heading = fence === undefined ? HEADING.exec(line) : null;
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined;
    }
    yield { start, end, level: heading?.[1]?.length ?? 0, heading: heading?.[2] ?? "" };
    start = end + 1;
  }
}

function isBlank(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at += 1) if (/\S/.test(text.charAt(at))) return false;
  return true;
}

/**
 * Cuts a Markdown text at its headings. A heading that nothing follows is text itself, so that nothing of the document
 * is lost.
 */
export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  const open: Line[] = [];
  let start = 0;
  let childless: Line | undefined;
  let bare: Section | undefined;

  // A heading that stands alone; a row of them is one section, or a list of headings would be as many passages.
  const keep = (line: Line) => {
    const parents = open.slice(0, -1).map((parent) => parent.heading);
    const heading = parents.join(" › ").slice(0, MAX_HEADING).toWellFormed();
    if (bare && bare === sections.at(-1) && bare.heading === heading) {
      bare.end = line.end;
      return;
    }
    bare = { start: line.start, end: line.end, heading };
    sections.push(bare);
  };

  const close = (end: number, next: number) => {
    const heading = open
      .map((line) => line.heading)
      .join(" › ")
      .slice(0, MAX_HEADING)
      .toWellFormed();
    if (!isBlank(text, { start, end })) sections.push({ start, end, heading });
    else if (childless && next <= childless.level) keep(childless);
  };

  for (const line of linesOf(text)) {
    if (line.level === 0) continue;
    close(line.start, line.level);
    while ((open.at(-1)?.level ?? 0) >= line.level) open.pop();
    open.push(line);
    childless = line;
    start = Math.min(line.end + 1, text.length);
  }
  close(text.length, 0);
  return sections;
}
