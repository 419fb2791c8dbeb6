import { diffLines, diffWordsWithSpace } from "diff";

/** A run of a text that stayed, came or went. */
export interface Run {
  kind: "same" | "added" | "removed";
  text: string;
}

/** A comparison that takes longer is given up for a coarser one: the page must not stand still. */
const LINES_MS = 400;
const WORDS_MS = 150;

interface Change {
  value: string;
  added: boolean;
  removed: boolean;
}

const runOf = ({ value, added, removed }: Change): Run => ({
  kind: added ? "added" : removed ? "removed" : "same",
  text: value,
});

function ofWords(removed: string, added: string): Run[] {
  const words = diffWordsWithSpace(removed, added, { timeout: WORDS_MS });
  if (words) return words.map(runOf);
  return [
    { kind: "removed", text: removed },
    { kind: "added", text: added },
  ];
}

/** What became of a text, by lines and within changed lines by words. */
export function compareTexts(before: string, after: string): Run[] {
  const lines = diffLines(before, after, { timeout: LINES_MS });
  if (!lines) return ofWords(before, after);
  const runs: Run[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const next = lines[at + 1];
    if (line.removed && next?.added) {
      runs.push(...ofWords(line.value, next.value));
      at += 1;
    } else runs.push(runOf(line));
  }
  return runs;
}

/** So many lines of what stayed are shown on each side of a change. */
const CONTEXT = 2;

/** A part of a comparison as it is shown: a run, or that so many lines of what stayed are left out. */
export type Shown = Run | { kind: "left-out"; lines: number };

function beginning(lines: readonly string[]): string {
  return lines.slice(0, CONTEXT).join("\n");
}

function end(lines: readonly string[]): string {
  return lines.slice(lines.length - CONTEXT).join("\n");
}

/** The same without the long stretches that stayed. */
export function withoutLongRuns(runs: readonly Run[]): Shown[] {
  return runs.flatMap((run, at): Shown[] => {
    if (run.kind !== "same") return [run];
    const lines = run.text.split("\n");
    const [isFirst, isLast] = [at === 0, at === runs.length - 1];
    const kept = (isFirst ? 0 : CONTEXT) + (isLast ? 0 : CONTEXT);
    if (lines.length <= kept + 1) return [run];
    return [
      ...(isFirst ? [] : [{ kind: "same" as const, text: `${beginning(lines)}\n` }]),
      { kind: "left-out", lines: lines.length - kept },
      ...(isLast ? [] : [{ kind: "same" as const, text: end(lines) }]),
    ];
  });
}
