import { describe, expect, it } from "vitest";
import type { Explanation, ExplainedPassage } from "@/lib/domains/knowledge/passages/schema";
import { reasonsFor, verdictOn } from "./in-words";

const terms = [
  { words: "garage", kind: "content" as const, score: 2 },
  { words: "close", kind: "content" as const, score: 0 },
  { words: "the", kind: "function" as const, score: 1 },
];
const passage: ExplainedPassage = {
  ...{ chunkId: "", documentId: "", title: "", heading: "", text: "", isOwn: true },
  ...{ rank: 1, isRead: true, score: 1, coverage: 0.5, said: 0.5, similarity: 0.614 },
  words: { score: 3, share: 0.4, terms },
  fusion: { words: 0.3, meaning: 0.5, run: 0.1, isForeign: false },
  sentence: null,
};
const explanation: Explanation = {
  ...{ passages: [], found: 30, read: 10, confidence: 0.6, threshold: 0.25 },
  ...{ isAnswerable: true, byMeaning: true, unsaidNames: false, terms: [] },
};

describe("verdictOn", () => {
  it.each<[Partial<ExplainedPassage>, Partial<Explanation>, string, RegExp]>([
    [{}, {}, "Read first", /fits the question best/],
    [{ rank: 4 }, {}, "Read as number 4", /among the best 10/],
    [{ rank: 14, isRead: false }, {}, "Found as number 14, not used", /best 10 of 30/],
    [
      { isRead: false },
      { isAnswerable: false, confidence: 0.1 },
      "Found as number 1, not used",
      /10 % sure to, and 25 %/,
    ],
    [{}, { unsaidNames: true }, "Read as number 1", /names something/],
    [{ rank: null, isRead: false }, {}, "Not found", /nearer in meaning/],
    [{ rank: null, isRead: false }, { byMeaning: false }, "Not found", /not searched/],
  ])("of %o among %o is %s", (of, among, title, why) => {
    const verdict = verdictOn({ ...passage, ...of }, { ...explanation, ...among });
    expect(verdict).toMatchObject({ title, why: expect.stringMatching(why) });
  });
});

describe("reasonsFor", () => {
  it("names the words that are there and those that are not, and how near its meaning is", () => {
    expect(reasonsFor(passage, explanation)).toEqual([
      "It has “garage”.",
      "It lacks “close”.",
      "Its nearest part is 61 % alike in meaning.",
    ]);
  });

  it("says what stands for a meaning that is not there, and that another language counts less", () => {
    const foreign = { ...passage.fusion!, isForeign: true };
    const reasons = reasonsFor({ ...passage, similarity: null, fusion: foreign }, explanation);
    expect(reasons.slice(2)).toEqual([
      "It has no vectors yet, so its words stand for its meaning.",
      "It is in another language than the question, which counts less.",
    ]);
  });
});
