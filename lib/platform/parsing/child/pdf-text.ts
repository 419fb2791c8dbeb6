import type { Line } from "./pdf-lines.ts";

const HEADING_SCALE = 1.15;
const HEADING_CHARACTERS = 150;
const HEADING_LEVELS = 3;
/** Running heads and feet: the same first or last line on this share of the pages. */
const RUNNING_SHARE = 0.6;
const RUNNING_PAGES = 4;
/** A page of fewer lines has no head or foot: slides and certificates are all alike. */
const RUNNING_LINES = 3;

/**
 * Lines of all pages as text: larger letters are headings, lines that reach the right margin are joined
 * with the next (a shorter one is a line of its own: an address, a price list), wider gaps are paragraphs.
 */
export function linesToText(pages: Line[][]): string {
  const kept = withoutRunningLines(pages);
  const body = bodySize(kept);
  const level = headingLevels(kept, body);
  const parts: string[] = [];
  for (const lines of kept) {
    const margin = Math.max(0, ...lines.map((line) => line.right));
    let previous: Line | undefined;
    for (const line of lines) {
      const heading = level(line);
      const text = heading > 0 ? line.text : line.text.replace(/^[•‣▪●◦·–—]\s+/, "- ");
      if (previous) parts.push(separator(previous, line, text, margin, level));
      else if (parts.length > 0) parts.push("\n\n");
      const continued = previous !== undefined && parts.at(-1) === " ";
      parts.push(heading > 0 && !continued ? `${"#".repeat(heading)} ${text}` : text);
      previous = line;
    }
  }
  // A word broken at a line's end; the letter after it shows that it goes on.
  return parts.join("").replace(/(\p{Ll})[-\u{AD}] (?=\p{Ll}{2})/gu, "$1");
}

function separator(
  previous: Line,
  line: Line,
  text: string,
  margin: number,
  level: (line: Line) => number,
): string {
  const gap = previous.y - line.y;
  const near = gap >= 0 && gap < 1.6 * Math.max(previous.size, line.size);
  if (level(previous) !== level(line) || !near) return "\n\n";
  if (level(line) > 0) return " ";
  if (/^(?:- |\d{1,3}[.)] )/.test(text) || text.includes(" | ")) return "\n";
  const full = previous.right >= previous.left + 0.85 * (margin - previous.left);
  return full ? " " : "\n";
}

/** The size that most characters have. */
function bodySize(pages: Line[][]): number {
  const characters = new Map<number, number>();
  for (const line of pages.flat()) {
    const size = rounded(line.size);
    characters.set(size, (characters.get(size) ?? 0) + line.text.length);
  }
  return [...characters].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

/** 0 for running text, else 1 to 3: the larger, the higher. */
function headingLevels(pages: Line[][], body: number): (line: Line) => number {
  const isHeading = (line: Line) =>
    rounded(line.size) >= body * HEADING_SCALE &&
    line.text.length <= HEADING_CHARACTERS &&
    /\p{Letter}/u.test(line.text);
  const sizes = new Set(
    pages
      .flat()
      .filter(isHeading)
      .map((line) => rounded(line.size)),
  );
  const ranks = [...sizes].sort((a, b) => b - a);
  return (line) =>
    isHeading(line) ? Math.min(ranks.indexOf(rounded(line.size)) + 1, HEADING_LEVELS) : 0;
}

function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}

function withoutRunningLines(pages: Line[][]): Line[][] {
  if (pages.length < RUNNING_PAGES) return pages;
  const seen = new Map<string, number>();
  for (const lines of pages) {
    for (const key of new Set([keyOf(lines[0]), keyOf(lines.at(-1))])) {
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  const running = (line: Line | undefined) =>
    line !== undefined && (seen.get(keyOf(line)) ?? 0) >= RUNNING_SHARE * pages.length;
  return pages.map((lines) => {
    if (lines.length < RUNNING_LINES) return lines;
    const from = running(lines[0]) ? 1 : 0;
    return lines.slice(from, running(lines.at(-1)) ? -1 : undefined);
  });
}

/** Page numbers differ from page to page, so digits are all alike. */
function keyOf(line: Line | undefined): string {
  return (line?.text ?? "").replace(/\d+/g, "0");
}
