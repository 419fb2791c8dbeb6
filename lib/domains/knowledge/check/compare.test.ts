import { describe, expect, it } from "vitest";
import type { Passage } from "../retrieval/passage";
import { comparePassages } from "./compare";
import pairs from "./pairs.json";

type Given = (typeof pairs)[number]["first"];

function passageOf(given: Given): Passage {
  const plain = { heading: "", alternatives: [], url: null, score: 0, alike: false };
  return { ...plain, documentId: "", chunkId: "", ...given } as Passage;
}

const found = pairs.map(({ expected, first, second }) => ({
  expected,
  found: comparePassages(passageOf(first), passageOf(second))[0]?.kind ?? "none",
  backwards: comparePassages(passageOf(second), passageOf(first))[0]?.kind ?? "none",
  words: `${first.title}: ${first.text.slice(0, 60)} | ${second.title}: ${second.text.slice(0, 60)}`,
}));

const share = (some: readonly unknown[], of: readonly unknown[]) => some.length / of.length;

describe.each(["contradiction", "duplicate"])("of the labelled pairs, each %s", (kind) => {
  const flagged = found.filter((pair) => pair.found === kind);
  const labelled = found.filter(({ expected }) => expected === kind);

  it("that is told is one", () => {
    const wrong = flagged.filter(({ expected }) => expected !== kind);
    expect(wrong.map(({ words }) => words)).toEqual([]);
  });

  it("is told in at least nine of ten cases", () => {
    const missed = labelled.filter((pair) => pair.found !== kind).map(({ words }) => words);
    expect(share(missed, labelled), missed.join("\n")).toBeLessThanOrEqual(0.1);
  });
});

it("does not depend on which comes first", () => {
  expect(found.filter((pair) => pair.found !== pair.backwards)).toEqual([]);
});

it("tells each contradiction of two passages", () => {
  const saying = (hour: string, price: string) =>
    passageOf({
      ...{ kind: "document", title: "Visit", heading: "", language: "en" },
      text: `The tower opens at ${hour} each morning. A ticket to the tower costs £${price}.`,
    });
  const findings = comparePassages(saying("9:00", "4"), saying("8:00", "5"));
  expect(findings.map(({ differences }) => differences[0]?.kind)).toEqual(["time", "price"]);
});
