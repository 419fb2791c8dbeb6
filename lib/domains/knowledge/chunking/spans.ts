/** A run of a text, in UTF-16 units: [start, end). */
export interface Span {
  start: number;
  end: number;
}

const SPACE = /\s/;

/** A span without the white space at its ends. */
export function trimSpan(text: string, span: Span): Span {
  const inner = text.slice(span.start, span.end);
  const start = span.start + inner.length - inner.trimStart().length;
  return { start, end: Math.max(start, span.start + inner.trimEnd().length) };
}

// Marks, joiners, variation selectors and skin tones belong to the character before them.
const CLINGS = /^[\p{M}\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]/u;

/**
 * Where to cut a run that is longer than `most`: after the last white space in its second half, else between two
 * characters as people see them, never inside a surrogate pair.
 */
export function cutPoint(text: string, start: number, most: number): number {
  const limit = start + most;
  for (let at = limit; at > start + most / 2; at -= 1) {
    if (SPACE.test(text.charAt(at))) return at;
  }
  for (let at = limit; at > limit - 20; at -= 1) {
    const next = text.charCodeAt(at);
    if (next >= 0xdc00 && next <= 0xdfff) continue;
    if (CLINGS.test(text.slice(at, at + 2)) || text.charAt(at - 1) === "\u200d") continue;
    return at;
  }
  const next = text.charCodeAt(limit);
  return next >= 0xdc00 && next <= 0xdfff ? limit - 1 : limit;
}
