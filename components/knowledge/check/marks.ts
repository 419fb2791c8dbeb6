/** A text in parts, of which those that stand in `marks` are marked: each of them where it comes first. */
export function partsOf(
  text: string,
  marks: readonly string[],
): { text: string; isMarked: boolean }[] {
  const places = marks
    .map((mark) => ({ start: text.indexOf(mark), end: text.indexOf(mark) + mark.length }))
    .filter(({ start, end }) => start >= 0 && end > start)
    .sort((a, b) => a.start - b.start);
  const parts: { text: string; isMarked: boolean }[] = [];
  let from = 0;
  for (const { start, end } of places) {
    if (start < from) continue;
    if (start > from) parts.push({ text: text.slice(from, start), isMarked: false });
    parts.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMarked: false });
  return parts;
}
