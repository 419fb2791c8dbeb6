import { describe, expect, it } from "vitest";
import { compareTexts, withoutLongRuns, type Run } from "./diff";

const side = (runs: readonly Run[], other: Run["kind"]) =>
  runs
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join("");

describe("compareTexts", () => {
  it("marks words within a changed line alone", () => {
    expect(
      compareTexts("Open from nine.\nClosed on Sunday.\n", "Open from ten.\nClosed on Sunday.\n"),
    ).toEqual([
      { kind: "same", text: "Open from " },
      { kind: "removed", text: "nine" },
      { kind: "added", text: "ten" },
      { kind: "same", text: ".\n" },
      { kind: "same", text: "Closed on Sunday.\n" },
    ]);
  });

  it.each([
    ["", "New."],
    ["Gone.", ""],
    ["a\nb\nc", "a\nc\nd"],
    ["x ".repeat(5_000), "y ".repeat(5_000)],
    ["<b>1 & 2</b>\r\nété 👩‍👧", "<b>1 & 3</b>\nété 👩‍👩‍👧"],
  ])("loses nothing of either side", (before, after) => {
    const runs = compareTexts(before, after);
    expect(side(runs, "added")).toBe(before);
    expect(side(runs, "removed")).toBe(after);
  });
});

describe("withoutLongRuns", () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, at) => `line ${at}\n`).join("");

  it("leaves two lines around a change, and says how many are left out", () => {
    const shown = withoutLongRuns(
      compareTexts(`${lines(20)}old\n${lines(20)}`, `${lines(20)}new\n${lines(20)}`),
    );
    expect(shown.filter(({ kind }) => kind === "left-out")).toHaveLength(2);
    expect(shown).toContainEqual({ kind: "removed", text: "old" });
    const text = shown.map((part) => ("text" in part ? part.text : "…")).join("");
    expect(text.split("\n").length).toBeLessThan(12);
  });

  it("leaves a short text whole", () => {
    const runs = compareTexts("one\ntwo\n", "one\nthree\n");
    expect(withoutLongRuns(runs)).toEqual(runs);
  });
});
