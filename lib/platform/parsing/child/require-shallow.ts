import { ParseFailure } from "./protocol.ts";

/** The time that reading takes grows with the square of the depth: this is some seconds. No page is so deep. */
const MAX_DEPTH = 100_000;
// Those that stay open until they are closed: a list of a hundred thousand <li> or <p> is not deep.
const TAG = /<(\/?)(div|span|section|article|blockquote|center|table|ul|ol|font|b|i|em|strong)\b/gi;

/** Throws ParseFailure `too_complex` for HTML that would be read for a minute and then given up. Linear in its length. */
export function requireShallow(html: string): void {
  const open = new Map<string, number>();
  for (const [, end, name = ""] of html.matchAll(TAG)) {
    const key = name.toLowerCase();
    const depth = Math.max(0, (open.get(key) ?? 0) + (end ? -1 : 1));
    if (depth > MAX_DEPTH) throw new ParseFailure("too_complex", `${depth} nested ${key}`);
    open.set(key, depth);
  }
}
