"use client";
import { useMemo } from "react";
import { compareTexts, withoutLongRuns, type Shown } from "./diff";

/** Beyond so many parts a comparison tells nobody anything, and would stop the page. */
const MAX_PARTS = 600;

function Part({ part }: { part: Shown }) {
  switch (part.kind) {
    case "same":
      return part.text;
    case "added":
      return (
        <ins className="rounded-sm bg-success-soft px-0.5 text-success decoration-1 underline-offset-3">
          {part.text}
        </ins>
      );
    case "removed":
      return (
        <del className="rounded-sm bg-danger-soft px-0.5 text-danger decoration-1">{part.text}</del>
      );
    case "left-out":
      return (
        <span className="my-1 block border-y border-dashed py-0.5 text-center text-xs text-muted">
          {part.lines} {part.lines === 1 ? "line" : "lines"} unchanged
        </span>
      );
  }
}

/** What became of a text: what went struck out, what came underlined. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => withoutLongRuns(compareTexts(before, after)), [before, after]);
  return (
    <div
      dir="auto"
      className="max-h-96 overflow-auto rounded-md border bg-subtle/50 px-3 py-2 text-[0.8125rem] leading-relaxed break-words whitespace-pre-wrap"
      role="group"
      aria-label="What changed"
      tabIndex={0}
    >
      {parts.slice(0, MAX_PARTS).map((part, at) => (
        <Part key={at} part={part} />
      ))}
      {parts.length > MAX_PARTS && (
        <p className="mt-2 text-xs text-muted">There is more; only the beginning is shown.</p>
      )}
    </div>
  );
}
