/** One piece of text as PDF.js hands it over; `transform` is the text matrix, `transform[4..5]` its origin. */
export interface TextPiece {
  str: string;
  dir: string;
  transform: number[];
  width: number;
  hasEOL: boolean;
}

export interface Line {
  text: string;
  /** Height of the letters, in points. */
  size: number;
  /** Baseline, from the lower edge of the page. */
  y: number;
  left: number;
  right: number;
}

/** A gap of so many letter heights inside a line is a column of a table and not a blank. */
const COLUMN_GAP = 2.5;

/** The lines of a page in the order of the file, columns of a row apart by ` | `. */
export function linesOfPage(pieces: TextPiece[]): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const piece of pieces) {
    if (piece.str !== "") line = appended(line, piece);
    if (piece.hasEOL && line) {
      lines.push(line);
      line = undefined;
    }
  }
  if (line) lines.push(line);
  return lines
    .map((each) => ({ ...each, text: each.text.replace(/\s+/g, " ").trim() }))
    .filter((each) => each.text !== "");
}

function appended(line: Line | undefined, piece: TextPiece): Line {
  const [, , c = 0, d = 0, x = 0, y = 0] = piece.transform;
  const size = Math.hypot(c, d);
  const right = x + piece.width;
  if (!line) return { text: piece.str, size, y, left: x, right };
  const blank = piece.str.trim() === "";
  const apart = !blank && piece.dir === "ltr" && x - line.right > COLUMN_GAP * size;
  return {
    text: line.text + (apart && line.text.trim() !== "" ? " | " : "") + piece.str,
    size: blank ? line.size : Math.max(line.size, size),
    y: line.y,
    left: Math.min(line.left, x),
    // A blank piece spans the gap itself: it must not hide it.
    right: blank ? line.right : Math.max(line.right, right),
  };
}
