import { Fragment } from "react";
import { partsOf } from "./marks";

/** A text with what differs in it marked. */
export function MarkedText({ text, marks }: { text: string; marks: readonly string[] }) {
  return (
    <p className="text-[0.8125rem] leading-relaxed break-words whitespace-pre-line" dir="auto">
      {partsOf(text, marks).map((part, at) =>
        part.isMarked ? (
          <mark key={at} className="rounded-sm bg-warning-soft px-0.5 font-medium text-warning">
            {part.text}
          </mark>
        ) : (
          <Fragment key={at}>{part.text}</Fragment>
        ),
      )}
    </p>
  );
}
