/** A text with what differs in it marked. */
export function MarkedText({ text, marks }: { text: string; marks: readonly string[] }) {
  const places = marks
    .map((mark) => ({ at: text.indexOf(mark), mark }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  let from = 0;
  return (
    <p className="text-[0.8125rem] leading-relaxed break-words whitespace-pre-line" dir="auto">
      {places.map(({ at, mark }) => {
        if (at < from) return null;
        const before = text.slice(from, at);
        from = at + mark.length;
        return (
          <span key={at}>
            {before}
            <mark className="rounded-xs bg-warning-soft px-0.5 font-medium text-warning">
              {mark}
            </mark>
          </span>
        );
      })}
      {text.slice(from)}
    </p>
  );
}
