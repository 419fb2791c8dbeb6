/** An answer's words on one line, for lists: without its citations and the marks of headings, lists, tables and links. */
export function inOneLine(answer: string): string {
  return answer
    .replace(/^[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$/gm, "")
    .replace(/^[ \t]*(?:#{1,6}|[-*+•]|\d{1,3}[.)])[ \t]+/gm, "")
    .replace(/\[([^\]]+)\]\([^)\s]*\)/g, "$1")
    .replace(/[ \t]*\[\d{1,2}\]/g, "")
    .replace(/\*\*|__|`/g, "")
    .replace(/^[ \t]*\||\|[ \t]*$/gm, "")
    .replace(/[ \t]*\|[ \t]*/g, " · ")
    .replace(/\s+/g, " ")
    .trim();
}
